import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

@testable import EventData

/// Which rows are in which compartment of a vault that is sealed for stages.
@Suite("Compartments of a vault") struct StageCompartmentTests {
  private static let stages = """

    stages:
      - {stage: burn, fraction: 20 %}
      - stage: validation
        name: slice
        region: E_ECAL >= 42 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV && V < 3
        backgrounds: {rest: {model: declared, value: 0.1 ± 0.1, source: x}}
      - stage: validation
        name: veto
        region: E_ECAL < 42 GeV && E_HCAL > 1.25 GeV && E_HCAL < 1.5 GeV
        backgrounds: {rest: {model: declared, value: 0.1 ± 0.1, source: x}}

    """

  /// Event 0 of this run is in the burn sample, and none of the rows is this event.
  private static let run: Int64 = 6

  private struct Row {
    var event: Double
    var ecal: Double
    var hcal: Double
    var veto: Double

    var line: String {
      let name = Int(exactly: event).map(String.init) ?? "\(event)"
      return "\(StageCompartmentTests.run),\(name),\(ecal),\(hcal),\(veto)"
    }

    /// Written down once more, from the text of the analysis alone.
    var compartment: String? {
      guard !(ecal > 45 || hcal > 1.5) else { return nil }
      if ecal >= 42, ecal < 45, hcal < 1, veto < 3 { return "slice" }
      if ecal < 42, hcal > 1.25, hcal < 1.5 { return "veto" }
      let name = Int64(exactly: event).map { [StageCompartmentTests.run, $0] }
      return EventShare.burnt(0.2).holds(name) ? "burn" : "signal"
    }
  }

  /// Rows on and beside every edge, with broken names and numbers among them.
  private static func rows(_ seed: UInt64, count: Int) -> [Row] {
    var generator = SplitMix(seed: seed)
    func one(of values: [Double]) -> Double {
      values.randomElement(using: &generator) ?? 0
    }
    let energies: [Double] = [
      0, 20, 41.5, 42.0.nextDown, 42, 42.0.nextUp, 43.5, 45.0.nextDown, 45, 45.0.nextUp, 60,
    ]
    let hadronic: [Double] = [
      0, 0.5, 1.0.nextDown, 1, 1.25, 1.375, 1.5.nextDown, 1.5, 1.5.nextUp, 9,
    ]
    let vetoes: [Double] = [-.infinity, 0, 3.0.nextDown, 3, 5, .nan]
    return (0..<count).map { index -> Row in
      let event = index % 17 == 3 ? Double(index) + 0.5 : Double(index + 1)
      return Row(
        event: event, ecal: one(of: energies), hcal: one(of: hadronic), veto: one(of: vetoes))
    }
  }

  /// - Parameter sealed: Whether it reads the open file and the vault.
  private static func definition(
    _ stages: String = stages, sealed: Bool = false
  ) throws -> AnalysisDefinition {
    let sample = SampleAnalysis.with {
      $0.columns = String($0.columns.dropLast()) + ", V: {branch: v}}"
      $0.selection = "[{name: any, require: E_HCAL < 30 GeV}]"
      guard sealed else { return }
      $0.datasets[0].files = "[first.open.csv]"
      $0.datasets[0].spills = "vault: first.vault"
    }
    return try AnalysisDefinition(validating: sample.text + stages, file: "staged.yaml")
  }

  private struct Sealed {
    let folder: TemporaryFolder
    let keys: [MemberKey]
    let open: String
    let vault: SealedVault

    /// - Parameter stages: The section of the analysis file.
    init(_ rows: [Row], stages: String = StageCompartmentTests.stages) throws {
      folder = try TemporaryFolder()
      // Only named rows may be visible.
      let lines = rows.filter { $0.compartment != nil || $0.event.rounded() == $0.event }.map(
        \.line)
      try folder.write(
        (["run,event,ecal,hcal,v"] + lines).joined(separator: "\n") + "\n", "data.csv")
      let text =
        SampleAnalysis.with {
          $0.columns = String($0.columns.dropLast()) + ", V: {branch: v}}"
        }.text + stages
      let definition = try AnalysisDefinition(validating: text, file: "staged.yaml")
      let mask = try EffectiveMask(of: definition, joining: [])
      let held = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      keys = try (0..<3).map { _ in try MemberKey(from: .system) }
      let members = zip(SampleVault.names, keys).compactMap {
        VaultMember(parsing: "\($0) \($1.publicKey)")
      }
      let plan = SealingPlan(
        members: members, required: 2, escrow: nil, room: 100, rawData: nil,
        stages: definition.sealedStages, columns: mask.readColumns(forStagesOf: definition))
      try held.seal(blinding: mask, as: plan, into: ProjectFolder(at: folder.path)) { _ in }
      open = try String(contentsOfFile: "\(folder.path)/first.open.csv", encoding: .utf8)
      vault = try SealedVault(at: "\(folder.path)/first.vault")
    }

    /// Energies, hadronic energies and vetoes of the rows of a compartment.
    func rows(of stage: String) throws -> [[Double]] {
      let key = try vault.key(of: stage, releasedBy: Array(keys.prefix(2)))
      let path = "\(folder.path)/first.vault"
      let table = VaultTable(
        vault, try VaultContents(reading: vault.header, at: path), key: key, path: path)
      let source = try table.rows(
        ColumnSelection(
          numbers: ["ecal", "hcal", "v"].map(ColumnRequest.init(branch:)), identifiers: []))
      var batch = source.makeBatch(capacity: 64)
      var rows: [[Double]] = []
      while try source.nextBatch(into: &batch) {
        rows += (0..<batch.count).map { row in batch.numbers.map { $0[row] } }
      }
      return rows
    }
  }

  @Test("part the blinded rows among them, in their order", arguments: 1...6)
  func partition(seed: UInt64) throws {
    let rows = Self.rows(seed, count: 50 * Int(seed * seed))
    let sealed = try Sealed(rows)
    let names = sealed.vault.header.compartments.map(\.stage)
    #expect(names == ["burn", "slice", "veto", "signal"])
    for name in names {
      let expected = rows.filter { $0.compartment == name }.map { [$0.ecal, $0.hcal, $0.veto] }
      let found = try sealed.rows(of: name)
      #expect(found.map(bits) == expected.map(bits), "\(name)")
      #expect(seed < 4 || !expected.isEmpty)
    }
    let visible = rows.filter { $0.compartment == nil && $0.event.rounded() == $0.event }
    #expect(sealed.open.split(separator: "\n").count == 1 + visible.count)
  }

  private func bits(_ row: [Double]) -> [UInt64] {
    row.map { $0.isNaN ? .max : $0.bitPattern }
  }

  @Test("of each stage give the counts that the same rows give in place", arguments: [3, 4])
  func counts(seed: UInt64) throws {
    let rows = Self.rows(seed, count: 600)
    // An event whose name is no whole number is sealed as event 0, and is of the signal nevertheless.
    #expect(EventShare.burnt(0.2).holds([Self.run, 0]))
    #expect(rows.contains { $0.compartment == "signal" && $0.event.rounded() != $0.event })
    let sealed = try Sealed(rows)
    for stage in ["burn", "slice", "veto", "signal"] {
      let key = try sealed.vault.key(of: stage, releasedBy: sealed.keys)
      let raw = try opened(Self.definition().stage(named: stage), in: sealed, with: nil)
      let out = try opened(Self.definition(sealed: true).stage(named: stage), in: sealed, with: key)
      #expect(raw.total > 0 && raw.events == out.events, "\(stage)")
      #expect(raw.quarantined == out.quarantined)
      #expect(
        raw.references.compactMap(\.identifiers)
          == out.references.compactMap(\.identifiers).filter { $0.last != 0 })
      for other in ["burn", "slice", "veto", "signal"] where other != stage {
        let definition = try Self.definition(sealed: true).stage(named: other)
        #expect(throws: Refusal.self) { try opened(definition, in: sealed, with: key) }
      }
    }
  }

  /// - Parameter key: Of a compartment; nil for data in place.
  private func opened(
    _ definition: AnalysisDefinition?, in sealed: Sealed, with key: StageKey?
  ) throws -> BoxContent {
    let definition = try #require(definition)
    let records = try TemporaryFolder()
    let data = try HeldData(
      opening: definition, folder: sealed.folder.path, project: sealed.folder.path)
    let project = SampleProject(
      definition, in: try ProjectFolder(at: records.path), open: try data.readOpen().summaries)
    let freeze = try project.freeze()
    let folder = KeptRowsFolder(
      "kept", in: try ProjectFolder(at: records.path), at: records.path, label: "for a test")
    try FileManager.default.createDirectory(
      atPath: "\(records.path)/kept", withIntermediateDirectories: false)
    let box = data.box(
      under: freeze.digest, expecting: freeze.data,
      sealed: key.map { SealedRows.unlocked(by: [$0], keepingIn: folder) })
    let permit = try project.authorise(.open(phrase: freeze.phrase, statement: .sample("text")))
    return try box.open(with: permit).value
  }

  @Test("have one length, whatever rows fall into which of them")
  func lengths() throws {
    let visible = (0..<20).map { Row(event: Double($0), ecal: 60, hcal: 0.5, veto: 0) }
    let kinds: [(Int) -> Row] = [
      { Row(event: Double(100 + $0), ecal: 43.5, hcal: 0.5, veto: 0) },
      { Row(event: Double(100 + $0), ecal: 20, hcal: 0.5, veto: 0) },
      { Row(event: Double(100 + $0), ecal: 20, hcal: 1.375, veto: 0) },
    ]
    let inputs =
      [visible] + kinds.flatMap { kind in [1, 700].map { visible + (0..<$0).map(kind) } }
    let sealed = try inputs.map { try Sealed($0) }
    let chunks = sealed.map { $0.vault.header.compartments.map(\.chunks) }
    #expect(Set(chunks) == [[4, 4, 4, 4]])
    let sizes = try sealed.map {
      try FileManager.default.attributesOfItem(atPath: "\($0.folder.path)/first.vault")[.size]
        as? Int
    }
    #expect(Set(sizes).count == 1)
    #expect(Set(sealed.map(\.open)).count == 1)
  }

  @Test("each have a key of their own, which opens no other")
  func keys() throws {
    let sealed = try Sealed(Self.rows(2, count: 200))
    for stage in ["burn", "slice", "veto", "signal"] {
      let key = try sealed.vault.key(of: stage, releasedBy: sealed.keys)
      try sealed.vault.verify(key)
      for other in ["burn", "slice", "veto", "signal"] {
        #expect(key.opens(other, of: sealed.vault.header) == (stage == other))
      }
    }
  }

  @Test("one compartment holds everything where nothing is declared, as before")
  func alone() throws {
    let rows = Self.rows(5, count: 400)
    let sealed = try Sealed(rows, stages: "\n")
    #expect(sealed.vault.header.compartments.map(\.stage) == ["signal"])
    #expect(sealed.vault.header.contents["schema"] == "na64-blind/sealed-rows/1")
    #expect(sealed.vault.header.contents["stages"] == nil)
  }
}
