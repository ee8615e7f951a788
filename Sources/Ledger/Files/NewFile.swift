import Glibc

/// A file that is made piece by piece and gets its name only when it is whole.
///
/// Until then it has a name that says so, and goes away with the value; after a crash, whoever
/// makes the file next begins it anew.
public final class NewFile {
  /// Who may read a file.
  public enum Readers: Sendable {
    /// As the user's mask of permissions has it.
    case usual
    /// The owner only, from the first byte on.
    case owner
  }

  private let folder: Descriptor
  private let file: Descriptor
  private let name: String
  private let unfinishedName: String
  private var isNamed = false
  /// In bytes, so far.
  public private(set) var size = 0

  /// - Parameter name: Of a file that does not exist, directly in the folder.
  /// - Throws: ``StorageError``; with `busy` when another process is making the same file.
  public init(
    _ name: String, in folder: ProjectFolder, readers: Readers = .usual
  ) throws(StorageError) {
    let path = try RelativePath(name, for: .create)
    self.folder = try folder.openFolders(path.folders, for: .create)
    (self.name, unfinishedName) = (path.name, path.name + LockedProject.unfinishedSuffix)
    guard try self.folder.status(of: path.name) == nil else {
      throw StorageError(operation: .create, path: name, reason: .system(EEXIST))
    }
    file = try self.folder.openFile(unfinishedName, O_RDWR | O_CREAT, for: .create)
    try file.lock()
    guard try self.folder.status(of: unfinishedName)?.identity == file.status().identity else {
      throw StorageError(operation: .create, path: name, reason: .replaced)
    }
    if readers == .owner { try file.forbidOthers() }
    try file.truncate(to: 0)
  }

  deinit {
    guard !isNamed else { return }
    try? file.truncate(to: 0)
    try? folder.remove(unfinishedName)
  }

  public func append(_ bytes: [UInt8]) throws(StorageError) {
    try file.write(bytes, at: size)
    size += bytes.count
  }

  /// Appends parts of equal size that are made at the same time; the bytes do not depend on which
  /// is ready first.
  ///
  /// - Parameter make: Gives one of the parts, and changes nothing that the others see.
  func append(_ count: Int, partsOf size: Int, _ make: (Int) throws -> [UInt8]) throws {
    let start = self.size
    try onAllCores(count) { place in
      let part = try make(place)
      precondition(part.count == size, "parts that are written at once have one size")
      try file.write(part, at: start + place * size)
    }
    self.size += count * size
  }

  /// Replaces bytes that were written before.
  public func replace(with bytes: [UInt8], at offset: Int) throws(StorageError) {
    precondition(offset >= 0 && offset <= size - bytes.count, "only what is there can be replaced")
    try file.write(bytes, at: offset)
  }

  /// Reads back what was written.
  public func read(_ count: Int, at offset: Int) throws(StorageError) -> [UInt8] {
    try file.read(count, at: offset)
  }

  /// Digest of what was written so far; of open parts only.
  public func digest(as type: RecordType) throws(StorageError) -> Digest {
    var digest = StreamingDigest(as: type)
    for offset in stride(from: 0, to: size, by: 1 << 20) {
      digest.update(bytes: try read(min(1 << 20, size - offset), at: offset))
    }
    return digest.finished
  }

  /// Makes it durable and gives it its name.
  ///
  /// - Throws: ``StorageError``; also if a file of that name has appeared meanwhile.
  public func finish() throws(StorageError) {
    try file.synchronise()
    guard try folder.status(of: name) == nil else {
      throw StorageError(operation: .create, path: name, reason: .system(EEXIST))
    }
    try folder.rename(unfinishedName, into: folder, as: name)
    isNamed = true
    try folder.synchronise()
  }
}
