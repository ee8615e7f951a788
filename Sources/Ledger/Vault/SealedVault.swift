/// A vault on disk: its header for everybody, its chunks for who has the key.
public struct SealedVault: Sendable {
  public let header: VaultHeader
  private let file: ReadOnlyFile

  /// Opens the file and reads the header, which is not proven before ``verify(_:)``.
  ///
  /// - Throws: ``VaultError`` with `damaged`; ``StorageError``.
  public init(at path: String) throws {
    file = try ReadOnlyFile(at: path)
    let prefix = try file.read(min(file.size, VaultHeader.prefixSize), at: 0)
    let size = try VaultHeader.blockSize(prefix: prefix)
    guard file.size >= size else { throw VaultError.damaged("ends inside its header") }
    header = try VaultHeader(block: try file.read(size, at: 0))
    guard file.size == header.fileSize else {
      throw VaultError.damaged("has not the length that its header says")
    }
  }

  /// The key that the released shares give.
  ///
  /// - Throws: ``VaultError``: with `tooFewReleases`; with `damaged` if they give another key.
  public func key(from shares: [ReleasedShare], for stage: String) throws(VaultError) -> StageKey {
    let compartment = header.compartments[try header.index(of: stage)]
    let own = shares.filter { $0.identifier == header.identifier && $0.stage == stage }
    let whole = own.first { $0.share.place == 0 }
    guard whole != nil || own.count >= header.required else {
      throw VaultError(
        .tooFewReleases,
        "\(own.count) of the \(header.required) releases that the vault asks for are there",
        next: "other members now: na64-blind release FILE --key KEYFILE")
    }
    let used = whole.map { [$0.share] } ?? own.prefix(header.required).map(\.share)
    let key = StageKey(
      try SecretSharing.combine(used), identifier: header.identifier, stage: stage)
    guard key.check == compartment.keyCheck else {
      throw .damaged("does not open with the shares that were released")
    }
    return key
  }

  /// Opens every chunk once and keeps nothing: after this, all of the vault is proven.
  ///
  /// - Throws: ``VaultError`` with `damaged`; ``StorageError``.
  public func verify(_ key: StageKey) throws {
    let index = try header.index(of: key.stage)
    try key.cipher(associated: header.block).prove(
      header.compartments[index].chunks, from: header.start(of: index), read: file.read)
  }

  /// Reads the chunks of a stage one after the other; call ``verify(_:)`` before.
  public func reader(_ key: StageKey) throws(VaultError) -> CompartmentReader {
    CompartmentReader(
      file, header, index: try header.index(of: key.stage),
      cipher: key.cipher(associated: header.block))
  }
}

/// The plain text of one stage, chunk by chunk, each proven before it is handed out.
public final class CompartmentReader {
  /// Bytes of a chunk.
  public static let chunkSize = ChunkCipher.size

  private let file: ReadOnlyFile
  private let cipher: ChunkCipher
  private let start: Int
  private let chunks: Int
  private var number = 0

  init(_ file: ReadOnlyFile, _ header: VaultHeader, index: Int, cipher: ChunkCipher) {
    (self.file, self.cipher) = (file, cipher)
    (start, chunks) = (header.start(of: index), header.compartments[index].chunks)
  }

  /// The next chunk; nil after the last.
  public func next() throws -> [UInt8]? {
    guard number < chunks else { return nil }
    let sealed = try file.read(
      ChunkCipher.sealedSize, at: start + number * ChunkCipher.sealedSize)
    defer { number += 1 }
    return try cipher.open(sealed, number: number, isLast: number == chunks - 1)
  }

  public func rewind() { number = 0 }
}
