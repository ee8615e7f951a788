import Crypto

/// Chunks of 1 MiB under AES-256-GCM, each in its place and the last one marked.
///
/// The construction is STREAM of V. T. Hoang, R. Reyhanitabar, P. Rogaway and D. Vizár, "Online
/// authenticated-encryption and its nonce-reuse misuse-resistance" (CRYPTO 2015): the nonce is the
/// number of the chunk in 11 bytes, most significant first, and a byte that is 1 for the last.
struct ChunkCipher: Sendable {
  private let key: SymmetricKey
  /// Bound to every chunk.
  private let associated: [UInt8]

  /// Of the plain text of every chunk.
  static let size = 1 << 20
  static let tagSize = 16
  static let sealedSize = size + tagSize

  init(key: SymmetricKey, associated: [UInt8]) {
    (self.key, self.associated) = (key, associated)
  }

  func seal(_ chunk: [UInt8], number: Int, isLast: Bool) throws(VaultError) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(
        chunk, using: key, nonce: nonce(number, isLast), authenticating: associated)
      var sealed: [UInt8] = []
      sealed.reserveCapacity(chunk.count + Self.tagSize)
      sealed.append(contentsOf: box.ciphertext)
      sealed.append(contentsOf: box.tag)
      return sealed
    } catch {
      throw VaultError(.damaged, "a chunk could not be sealed")
    }
  }

  /// The plain text, if not a bit of chunk, place or associated data was changed.
  func open(_ sealed: [UInt8], number: Int, isLast: Bool) throws(VaultError) -> [UInt8] {
    var plain = try plainText(of: sealed, number, isLast)
    defer { wipe(&plain) }
    return [UInt8](plain)
  }

  /// Opens every chunk of a stage and keeps nothing.
  ///
  /// - Parameters:
  ///   - start: Where in the file the first one is.
  ///   - read: Gives that many bytes from a place of the file; called on several threads.
  /// - Throws: ``VaultError``, for the first chunk that is not what was sealed; what `read` throws.
  func prove(
    _ chunks: Int, from start: Int, read: (_ count: Int, _ offset: Int) throws -> [UInt8]
  ) throws {
    try onAllCores(chunks) { number in
      let sealed = try read(Self.sealedSize, start + number * Self.sealedSize)
      var plain = try plainText(of: sealed, number, number == chunks - 1)
      wipe(&plain)
    }
  }

  /// For the caller to overwrite.
  private func plainText(
    of sealed: [UInt8], _ number: Int, _ isLast: Bool
  ) throws(VaultError) -> some MutableCollection<UInt8> {
    do {
      let box = try AES.GCM.SealedBox(
        nonce: nonce(number, isLast), ciphertext: sealed.dropLast(Self.tagSize),
        tag: sealed.suffix(Self.tagSize))
      return try AES.GCM.open(box, using: key, authenticating: associated)
    } catch {
      throw .damaged("was changed after it was sealed, or is not whole")
    }
  }

  private func nonce(_ number: Int, _ isLast: Bool) throws -> AES.GCM.Nonce {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    return try AES.GCM.Nonce(data: [0, 0, 0] + counter + [isLast ? 1 : 0])
  }
}
