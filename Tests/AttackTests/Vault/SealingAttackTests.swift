import BlindAnalysis
import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

@testable import EventData

/// Attacks around the sealing; the specification, section 6.6.
@Suite("Attacks on sealing") struct SealingAttackTests {
  @Test("V9 another vault of the same data in the place of the frozen one, by a link or a copy")
  func otherVault() throws {
    let sealed = try SealedCeremony.sealed()
    try SealedCeremony.succeed(sealed.seal(into: "other"))
    for words in [["estimate"], ["freeze"]] {
      try SealedCeremony.succeed(sealed.ceremony.run(words))
    }
    let own = try sealed.bytes(SealedCeremony.vault)
    try sealed.remove(SealedCeremony.vault)
    try FileManager.default.createSymbolicLink(
      at: sealed.folder.url.appending(path: SealedCeremony.vault),
      withDestinationURL: sealed.folder.url.appending(path: "other/sample.vault"))
    #expect(try sealed.ceremony.run(["unblind", "--request"]).status == 24)
    try sealed.remove(SealedCeremony.vault)
    try Data(own).write(to: sealed.folder.url.appending(path: SealedCeremony.vault))
    try SealedCeremony.succeed(sealed.ceremony.run(["unblind", "--request"]))
    for name in ["alice", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    try sealed.copy("other/sample.vault", to: SealedCeremony.vault)
    #expect(try sealed.release("carol").status == 24)
    #expect(try sealed.signOff().status == 24)
    #expect(try sealed.ceremony.ledger().contains("unblind-begin") == false)
  }

  @Test("V9 an open file that is not the one of the vault")
  func otherOpenFile() throws {
    let sealed = try SealedCeremony.requested()
    for name in ["alice", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    // A spelling that leaves every number as it was.
    let text = try sealed.folder.text(SealedCeremony.openFile)
    try sealed.write(text + "\n", to: SealedCeremony.openFile)
    let outcome = try sealed.signOff()
    #expect(outcome.status == 24)
    #expect(try sealed.ceremony.ledger().contains("unblind-begin") == false)
  }

  @Test("V10 the same file sealed twice: both on record, and opened once")
  func twice() throws {
    let sealed = try SealedCeremony.requested()
    try SealedCeremony.succeed(sealed.seal(into: "again"))
    #expect(
      try sealed.bytes(SealedCeremony.openFile) == sealed.bytes("again/sample.open.csv"))
    let first = try SealedVault(at: sealed.folder.url.appending(path: SealedCeremony.vault).path)
    let second = try SealedVault(at: sealed.folder.url.appending(path: "again/sample.vault").path)
    #expect(first.header.identifier != second.header.identifier)
    #expect(try sealed.ceremony.ledger().filter { $0 == "seal-end" }.count == 2)
    for name in ["alice", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    try SealedCeremony.succeed(sealed.signOff())
    let other = SealedCeremony.reading("again", of: try sealed.folder.text(SealedCeremony.raw))
    try sealed.write(
      other.replacingOccurrences(of: "analysis: small", with: "analysis: second"),
      to: "analyses/second.yaml")
    try SealedCeremony.succeed(sealed.run(["estimate", "analyses/second.yaml"]))
    #expect(try sealed.run(["freeze", "analyses/second.yaml"]).status == 26)
    #expect(try sealed.seal(into: "third").status == 26)
  }

  @Test("V10 the files from before a sealing do not open in place")
  func inPlace() throws {
    let sealed = try SealedCeremony.sealed()
    try SealedCeremony.succeed(sealed.run(["estimate", SealedCeremony.raw]))
    #expect(try sealed.run(["freeze", SealedCeremony.raw]).status == 21)
  }

  @Test("V11 more blinded rows than there is room for: the same words however many, and no file")
  func noRoom() throws {
    // 600 columns of 8 bytes: the least room of 4 MiB is for 873 blinded rows.
    var messages: Set<String> = []
    for (blinded, energy, stages, fits) in Self.wideFiles {
      let folder = try TemporaryFolder()
      let data = try wideFile(in: folder, blinded: blinded, energy, stages)
      let before = try Data(contentsOf: folder.url.appending(path: "raw.root"))
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "sealed"), withIntermediateDirectories: false)
      let target = try ProjectFolder(at: folder.path + "/sealed")
      let plan = SealingPlan(
        members: try SampleVault().members, required: 2, escrow: nil, room: 100, rawData: nil,
        stages: data.definition.sealedStages)
      do {
        try data.held.seal(
          blinding: EffectiveMask(of: data.definition, joining: []), as: plan, into: target
        ) { _ in }
        #expect(fits)
      } catch let error as VaultError {
        #expect(!fits && error.exitCode == 73)
        messages.insert(error.message + (error.next ?? ""))
        #expect(try target.names() == [])
      }
      #expect(try Data(contentsOf: folder.url.appending(path: "raw.root")) == before)
    }
    #expect(messages.count == 1)
  }

  /// Blinded rows, their energy, whether there are stages, and whether there is room for them; those
  /// above the box are of the validation region.
  private static let wideFiles: [(rows: Int, energy: Double, stages: Bool, fits: Bool)] = [
    (873, 10, false, true), (874, 10, false, false), (900, 10, false, false),
    (874, 43, true, false),
  ]

  private static let stages = """

    stages:
      - {stage: burn, fraction: 20 %}
      - stage: validation
        name: rim
        region: E_ECAL > 42 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV
        backgrounds: {decays: {model: declared, value: 0.1 ± 0.1, source: none}}

    """

  /// One visible row and some blinded ones, in as many columns as fill a vault quickly.
  private func wideFile(
    in folder: TemporaryFolder, blinded: Int, _ energy: Double, _ hasStages: Bool
  ) throws -> (held: HeldData, definition: AnalysisDefinition) {
    let names = ["run", "event", "ecal", "hcal"] + (4..<600).map { "c\($0)" }
    let columns = names.map {
      TypedColumn(name: $0, type: $0 == "run" || $0 == "event" ? .int64 : .double)
    }
    let file = try NewFile("raw.root", in: folder.project)
    let writer = try FlatTreeWriter(
      tree: "events", title: "wide", columns: columns, to: file, named: "raw.root")
    let values = columns.map { column -> ArraySlice<UInt8> in
      var record = RecordBuilder()
      for row in 0...blinded {
        switch column.name {
        case "run", "event": record.integer(Int64(row))
        case "ecal": record.real(row == 0 ? 80 : energy)
        default: record.real(0.5)
        }
      }
      return record.bytes[...]
    }
    try writer.append(values, count: blinded + 1)
    try writer.finish()
    try file.finish()
    let text = SampleAnalysis.with {
      $0.datasets[0].files = "[raw.root]"
      $0.datasets[0].format = "tree: events"
    }.text
    let definition = try AnalysisDefinition(
      validating: text + (hasStages ? Self.stages : ""), file: "wide.yaml")
    return (
      try HeldData(opening: definition, folder: folder.path, project: folder.path), definition
    )
  }

  @Test("V14 the same input sealed on two machines: equal open files, vaults of equal length")
  func twoMachines() throws {
    let (here, there) = (try SealedCeremony(), try SealedCeremony())
    #expect(
      try here.bytes(SealedCeremony.openFile) == there.bytes(SealedCeremony.openFile))
    let (vault, other) = (
      try here.bytes(SealedCeremony.vault), try there.bytes(SealedCeremony.vault)
    )
    #expect(vault.count == other.count)
    let equal = zip(vault[4096...], other[4096...]).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    // 4 MiB of independent bytes agree in 16384 places, give or take 128.
    #expect(abs(equal - 16_384) < 5 * 128)
  }
}
