import TestSupport
import Testing

@testable import Ledger

/// Requests and releases for one compartment of a vault, and for all of them.
@Suite("Compartments that are released") struct StageReleaseTests {
  private static let stages = ["burn", "rim", "signal"]

  private let vault: SampleVault

  init() throws {
    vault = try SampleVault([[1], [2, 2], [3, 3, 3]], stages: Self.stages.map { ($0, 1) })
  }

  @Test("a release for one stage gives its key, and the secret is not that of another")
  func oneStage() throws {
    let opened = try SealedVault(at: vault.path)
    for (index, stage) in Self.stages.enumerated() {
      let key = try opened.key(of: stage, releasedBy: vault.keys)
      try opened.verify(key)
      #expect(try vault.content(of: stage).prefix { $0 != 0 }.count == index + 1)
      // The same 32 bytes under the name of another stage.
      let shares = try vault.released(by: vault.keys, stage: stage).prefix(2).map(\.share)
      for other in Self.stages {
        let renamed = StageKey(
          try SecretSharing.combine(Array(shares)), identifier: vault.header.identifier,
          stage: other)
        #expect(renamed.opens(other, of: vault.header) == (other == stage))
        #expect((try? opened.verify(renamed)) == nil || other == stage)
      }
    }
  }

  @Test("a request for all stages is answered for all, and its shares cannot change places")
  func allStages() throws {
    let (request, key) = try vault.request(.reshare, stages: Self.stages)
    #expect(request.value["stages"]?.array?.count == 3 && request.value["stage"] == nil)
    #expect(try ReleaseRequest(reading: request.value) == request)
    let release = try Release(by: vault.keys[0], for: request, from: [vault.header])
    let shares = try release.opened(with: key, for: request, from: [vault.header])
    #expect(shares.map(\.stage) == Self.stages)
    let parts = try #require(release.value["shares"]?.array)
    for order in [[1, 0, 2], [0, 2, 1], [0, 0, 2], [0, 1], [0, 1, 2, 2]] {
      var members = release.value.object ?? [:]
      members["shares"] = .array(order.map { parts[$0] })
      let moved = try Release(reading: .object(members))
      let error = #expect(throws: VaultError.self) {
        try moved.opened(with: key, for: request, from: [vault.header])
      }
      #expect(error?.kind == .releaseInvalid, "\(order)")
    }
  }

  @Test("a request names each stage once, and one stage in one way")
  func requests() throws {
    let (request, _) = try vault.request(stages: ["burn"])
    #expect(request.stages == ["burn"] && request.value["stage"] == "burn")
    var members = request.value.object ?? [:]
    members["stage"] = nil
    for stages in [["burn"], ["burn", "burn"], [], ["burn", "a/b"]] as [[String]] {
      members["stages"] = .array(stages.map(CanonicalValue.string))
      #expect(throws: VaultError.self) { try ReleaseRequest(reading: .object(members)) }
    }
    members["stages"] = ["burn", 1]
    #expect(throws: VaultError.self) { try ReleaseRequest(reading: .object(members)) }
  }

  @Test("sealed anew, every compartment holds what it held, under other keys")
  func resealed() throws {
    let opened = try SealedVault(at: vault.path)
    let keys = try Self.stages.map { try opened.key(of: $0, releasedBy: vault.keys) }
    for wrong in [Array(keys.dropLast()), keys.reversed(), [keys[0], keys[0], keys[2]]] {
      let error = #expect(throws: VaultError.self) {
        try opened.resealed(
          with: wrong, for: vault.members, required: 1, escrow: nil,
          to: NewFile("wrong.vault", in: vault.folder.project), from: .system)
      }
      #expect(error?.kind == .otherVault)
    }
    let header = try opened.resealed(
      with: keys, for: vault.members, required: 1, escrow: nil,
      to: NewFile("new.vault", in: vault.folder.project), from: .system)
    #expect(header.compartments.map(\.stage) == Self.stages)
    let new = try SealedVault(at: vault.folder.path + "/new.vault")
    for (index, stage) in Self.stages.enumerated() {
      #expect(!keys[index].opens(stage, of: header))
      let key = try new.key(of: stage, releasedBy: [vault.keys[index]])
      try new.verify(key)
      let content = try new.reader(key).next() ?? []
      #expect(
        content.prefix { $0 != 0 }.elementsEqual(
          Array(repeating: UInt8(index + 1), count: index + 1)))
    }
  }

  @Test("so many compartments that their room is more than a vault can have are refused")
  func tooLarge() throws {
    let capacity = try VaultCapacity(recordSize: 1 << 20, percentOfVisible: 100)
    #expect(try capacity.chunks(visibleRows: 400_000) == 400_001)
    #expect(try capacity.chunks(visibleRows: 400_000, compartments: 2) == 400_001)
    #expect(throws: VaultError.self) {
      try capacity.chunks(visibleRows: 400_000, compartments: 3)
    }
  }
}
