import Foundation
import Testing

/// A disk of 1 MiB of its own; only root can have one.
final class SmallDisk {
  static let isPossible: Bool = (try? SmallDisk()) != nil

  let path: String

  init() throws {
    let url = URL.temporaryDirectory.appending(path: "na64-blind-disk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path(percentEncoded: false)
    do {
      try run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path)
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  deinit {
    try? run("umount", "--lazy", path)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Leaves no free block.
  func fill() throws {
    let file = path + "/filler"
    try #require(FileManager.default.createFile(atPath: file, contents: nil))
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    while (try? handle.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
    try handle.close()
  }

  func makeReadOnly() throws {
    try run("mount", "-o", "remount,ro", path)
  }

  private func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
