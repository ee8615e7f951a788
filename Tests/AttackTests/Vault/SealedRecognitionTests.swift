import Foundation
import ProgramSupport
import Testing

/// What was sealed is known again: by its place, by what lies beside it, and by its events.
@Suite("Sealed data are known again") struct SealedRecognitionTests {
  private static let sealedWords = "these data were sealed"

  private static func measured(_ ceremony: Ceremony) throws {
    try replace("kind: pseudo-data", with: "kind: data", in: Ceremony.file, of: ceremony)
  }

  /// An analysis of one file in a project of its own.
  private func project(
    reading file: String, of events: Data, like sealed: SealedCeremony
  ) throws -> Ceremony {
    let other = try Ceremony()
    try Self.measured(other)
    try replace("files: [events.csv]", with: "files: [\(file)]", in: Ceremony.file, of: other)
    try FileManager.default.removeItem(at: other.folder.url.appending(path: "analyses/events.csv"))
    if !file.hasPrefix("/") {
      try events.write(to: other.folder.url.appending(path: "analyses/\(file)"))
    }
    return other
  }

  /// The user's registry of the project in which the data were sealed.
  private func registry(of sealed: SealedCeremony) -> [String: String] {
    ["XDG_STATE_HOME": sealed.folder.url.appending(path: ".state").path]
  }

  private func events(_ sealed: SealedCeremony) throws -> Data {
    try Data(contentsOf: sealed.folder.url.appending(path: "analyses/events.csv"))
  }

  @Test("V10 a copy of the original in the same project is known by its events")
  func copy() throws {
    let sealed = try SealedCeremony(prepare: Self.measured)
    #expect(try sealed.ceremony.entries().contains("sketch"))
    try FileManager.default.removeItem(at: sealed.folder.url.appending(path: ".state"))
    try events(sealed).write(to: sealed.folder.url.appending(path: "analyses/copy.csv"))
    let text = try sealed.folder.text(SealedCeremony.raw)
      .replacingOccurrences(of: "events.csv", with: "copy.csv")
      .replacingOccurrences(of: "analysis: small", with: "analysis: other")
      .replacingOccurrences(of: "E_ECAL < 45 GeV &&", with: "E_ECAL < 44 GeV &&")
    try sealed.write(text, to: "analyses/other.yaml")
    let estimate = try SealedCeremony.succeed(sealed.run(["estimate", "analyses/other.yaml"]))
    #expect(estimate.output.contains("BLIND-1"))
    #expect(try sealed.ceremony.entries().contains("data-recognised"))
    let frozen = try sealed.run(["freeze", "analyses/other.yaml"])
    #expect(frozen.status == 21 && frozen.errors.contains(Self.sealedWords), "\(frozen.errors)")
    let entries = try sealed.ceremony.entries().count
    try SealedCeremony.succeed(sealed.run(["estimate", "analyses/other.yaml"]))
    #expect(try sealed.ceremony.entries().count == entries, "said once")
    for words in [["estimate"], ["freeze"]] {
      try SealedCeremony.succeed(sealed.ceremony.run(words))
    }
  }

  @Test("V10 in another project by the user's registry; where there is none, from beside the file")
  func elsewhere() throws {
    let sealed = try SealedCeremony(prepare: Self.measured)
    let bytes = try events(sealed)
    let place = sealed.folder.url.appending(path: "analyses/events.csv").path
    let openFile = sealed.folder.url.appending(path: SealedCeremony.openFile).path
    for (file, state) in [
      ("copy.csv", registry(of: sealed)), (place, [:]), (openFile, [:]),
      (openFile, registry(of: sealed)),
    ] {
      let other = try project(reading: file, of: bytes, like: sealed)
      #expect(try other.run(["estimate"], environment: state).status == 0)
      #expect(try other.entries().contains("registry-recovered"))
      let frozen = try other.run(["freeze"], environment: state)
      #expect(frozen.status == 21 && frozen.errors.contains(Self.sealedWords), "\(file)")
      // From then on the ledger is enough.
      let alone = try Folder().url.path
      let again = try other.run(["freeze"], environment: ["XDG_STATE_HOME": alone])
      #expect(again.status == 21, "\(again.errors)")
    }
  }

  @Test("V10 the open part without its vault has an empty box, and is not frozen")
  func openPartAlone() throws {
    let sealed = try SealedCeremony()
    try replace(
      "    vault: ../sealed/sample.vault", with: "", in: Ceremony.file, of: sealed.ceremony)
    try SealedCeremony.succeed(sealed.ceremony.run(["estimate"]))
    let frozen = try sealed.ceremony.run(["freeze"])
    #expect(frozen.status == 21 && frozen.errors.contains(Self.sealedWords))
  }

  @Test("V10 whoever has the two files and nothing else analyses them as sealed data")
  func otherLaptop() throws {
    let sealed = try SealedCeremony(prepare: Self.measured)
    for state in [[:], registry(of: sealed)] {
      let other = try Ceremony(copying: sealed.ceremony)
      for path in [
        ".na64-blind", "analyses/events.csv", "analyses/.events.csv.na64-blind", ".state",
      ] {
        try? FileManager.default.removeItem(at: other.folder.url.appending(path: path))
      }
      for words in [["estimate"], ["freeze"], ["unblind", "--request"]] {
        let outcome = try other.run(words, environment: state)
        #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      }
      #expect(try other.run(["status"]).output.contains("BLIND-3"))
    }
  }

  @Test("V9 the vault holds what any analysis declared blind, and says so to who has nothing else")
  func joinedMask() throws {
    let upper = "E_ECAL > 70 GeV && E_HCAL < 1.5 GeV"
    let sealed = try SealedCeremony { ceremony in
      var text = try ceremony.folder.text(Ceremony.file)
      for (old, new) in [
        ("analysis: small", "analysis: upper"),
        ("signal box: E_ECAL in 0 GeV .. 42 GeV", "signal box: E_ECAL in 70.2 GeV .. 90 GeV"),
        ("E_ECAL < 45 GeV && E_HCAL < 1.5 GeV", upper),
      ] { text = text.replacingOccurrences(of: old, with: new) }
      try Data(text.utf8).write(to: ceremony.folder.url.appending(path: "analyses/upper.yaml"))
      try SealedCeremony.succeed(
        ProgramSupport.run(["estimate", "analyses/upper.yaml"], in: ceremony.folder.url))
    }
    let shown = try SealedCeremony.succeed(sealed.run(["vault", "show", SealedCeremony.vault]))
    let region = try #require(shown.output.split(separator: "\n").first { $0.hasPrefix("Region") })
    #expect(region.contains("70") && region.contains("45"), "\(region)")
    // Header and 40 rows of the side band; the 20 rows above it are in the vault.
    let openFile = try sealed.folder.text(SealedCeremony.openFile)
    #expect(openFile.split(separator: "\n").count == 41)
    #expect(!openFile.contains("70.5"))
    let other = try Ceremony(copying: sealed.ceremony)
    for path in [".na64-blind", ".state", "sealed/.sample.open.csv.na64-blind"] {
      try FileManager.default.removeItem(at: other.folder.url.appending(path: path))
    }
    let estimate = try other.run(["estimate"])
    #expect(estimate.status == 0, "\(estimate.errors)")
    #expect(try other.entries().contains("vault-joined"))
    #expect(try other.run(["status"]).output.contains("the vault 'sample.vault'"))
    for words in [["freeze"], ["unblind", "--request"]] {
      #expect(try other.run(words).status == 0)
    }
    let elsewhere = SealedCeremony(of: other)
    for name in ["alice", "bob"] { try SealedCeremony.succeed(elsewhere.release(name)) }
    #expect(try elsewhere.signOff().output.contains(/observed +3\n/))
    #expect(try other.run(["reproduce"]).status == 0)
  }

  @Test("V9 a region of the analysis that reaches into what was sealed is refused with 25")
  func reachingIntoTheVault() throws {
    let sealed = try SealedCeremony()
    let other = try Ceremony(copying: sealed.ceremony)
    for path in [".na64-blind", ".state", "sealed/.sample.open.csv.na64-blind"] {
      try FileManager.default.removeItem(at: other.folder.url.appending(path: path))
    }
    try replace(
      "E_ECAL < 45 GeV && E_HCAL < 1.5", with: "E_ECAL < 43 GeV && E_HCAL < 1.5", in: Ceremony.file,
      of: other)
    try replace(
      "E_ECAL in 45 GeV .. 62 GeV", with: "E_ECAL in 44 GeV .. 62 GeV", in: Ceremony.file, of: other
    )
    let outcome = try other.run(["estimate"])
    #expect(outcome.status == 25, "\(outcome.errors)")
    #expect(outcome.errors.contains("the vault 'sample.vault'"))
  }
}
