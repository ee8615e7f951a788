import Foundation

/// A disk of 1 MiB of its own; only root can have one.
public final class SmallDisk {
  public static let isPossible: Bool = (try? SmallDisk()) != nil

  public let path: String

  public init() throws {
    path = FileManager.default.temporaryDirectory.path + "/na64-blind-disk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    do {
      try Self.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path)
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  deinit {
    try? Self.run("umount", "--lazy", path)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Leaves no free block.
  public func fill() throws {
    let file = path + "/filler"
    guard FileManager.default.createFile(atPath: file, contents: nil) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    while (try? handle.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
    try handle.close()
  }

  /// Undoes ``fill()``.
  public func clear() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

  public func makeReadOnly() throws { try Self.run("mount", "-o", "remount,ro", path) }

  private static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
  }
}
