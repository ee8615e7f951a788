import Foundation
import Ledger
import TestSupport
import Testing

/// Bytes that no vault has, made from those that one has; the specification, section 6.6.
@Suite("Hostile bytes for a vault") struct HostileBytesTests {
  private static let rounds =
    Int(ProcessInfo.processInfo.environment["NA64_FUZZ"] ?? "") ?? 300

  @Test("V13 whatever the bytes, a vault opens as it was sealed or is refused, and nothing traps")
  func fuzz() throws {
    let vault = try SampleVault(withEscrow: true)
    let (bytes, shares) = (try vault.bytes, try vault.released(by: vault.keys))
    var generator = SplitMix(seed: 64)
    for round in 0..<Self.rounds {
      let hostile = mutated(bytes, with: &generator)
      try vault.write(hostile)
      do {
        let opened = try SealedVault(at: vault.path)
        try opened.verify(try opened.key(from: shares, for: "signal"))
        #expect(hostile == bytes, "round \(round)")
      } catch let error as VaultError {
        #expect(error.kind == .damaged || error.kind == .tooFewReleases, "round \(round): \(error)")
      }
    }
  }

  @Test("V13 requests and releases of hostile texts are refused, and nothing traps")
  func texts() throws {
    let vault = try SampleVault()
    let (request, key) = try vault.request()
    let release = try Release(by: vault.keys[0], for: request, from: [vault.header])
    let (asked, given) = (try request.value.canonicalBytes(), try release.value.canonicalBytes())
    var generator = SplitMix(seed: 65)
    for _ in 0..<Self.rounds * 10 {
      let (wrongRequest, wrongRelease) = (
        mutated(asked, with: &generator), mutated(given, with: &generator)
      )
      if let value = try? CanonicalValue(parsing: wrongRequest),
        let read = try? ReleaseRequest(reading: value)
      {
        let opened = try? release.opened(with: key, for: read, from: [vault.header])
        #expect(opened == nil || read == request)
      }
      if let value = try? CanonicalValue(parsing: wrongRelease),
        let read = try? Release(reading: value)
      {
        let opened = try? read.opened(with: key, for: request, from: [vault.header])
        #expect(opened == nil || read == release)
      }
    }
  }

  /// Some bytes changed, taken away, put in or moved, most of them near the start.
  private func mutated(_ bytes: [UInt8], with generator: inout SplitMix) -> [UInt8] {
    var other = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let near = min(other.count, Bool.random(using: &generator) ? 64 : 4096)
      guard near > 0 else { break }
      let place = Int.random(in: 0..<near, using: &generator)
      let length = min(Int.random(in: 1...16, using: &generator), other.count - place)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: other[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: other[place] = .random(in: 0...255, using: &generator)
      case 2: other.removeSubrange(place..<place + length)
      case 3: other.insert(contentsOf: other[place..<place + length], at: place)
      case 4: other.removeLast(min(other.count, .random(in: 1...5000, using: &generator)))
      default:
        for index in place..<place + length { other[index] = 0xFF }
      }
    }
    return other
  }
}
