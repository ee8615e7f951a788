import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

/// What an analysis file with stages means.
@Suite("Stages of a definition") struct StageDefinitionTests {
  private func read(_ stages: String = StagedSample.stages) throws -> AnalysisDefinition {
    try AnalysisDefinition(validating: StagedSample.text(stages), file: "staged.yaml")
  }

  private func stage(_ name: String, _ stages: String = StagedSample.stages) throws
    -> AnalysisDefinition
  {
    try #require(try read(stages).stage(named: name))
  }

  @Test("each is a definition of its own, under a name of its own")
  func names() throws {
    let signal = try read()
    #expect(
      signal.earlierStages.map(\.name) == ["sample/rehearsal", "sample/burn", "sample/slice"])
    #expect(signal.name == "sample" && signal.stage.kind == .signal)
    let all = signal.earlierStages + [signal]
    #expect(Set(all.map(\.digest)).count == 4)
    #expect(signal.earlierStages.map { $0.earlierStages.count } == [0, 1, 2])
    #expect(signal.stage(named: "signal")?.name == "sample" && signal.stage(named: "x") == nil)
  }

  @Test("the data of the rehearsal are read by the rehearsal, and by nothing else")
  func datasets() throws {
    let signal = try read()
    #expect(signal.datasets.map(\.name) == ["first"] && !signal.usesPseudoData)
    #expect(try stage("rehearsal").datasets.map(\.name) == ["mock"])
    #expect(try stage("burn").datasets.map(\.name) == ["first"])
    #expect(try stage("slice").datasets.map(\.name) == ["first"])
    #expect(signal.backgrounds.map(\.datasets) == [["first"]])
  }

  @Test("burn sample and signal share the box between them")
  func shares() throws {
    #expect(try stage("burn").stage.share == .burnt(0.2))
    #expect(try read().stage.share == .kept(burnt: 0.2))
    #expect(try stage("slice").stage.share == .all && stage("rehearsal").stage.share == .all)
    #expect(try stage("burn").procedure.map(\.text) == ["go on", "look at them"])
    #expect(try read().procedure.isEmpty)
  }

  @Test("the box of a validation stage is its region, and the signal box is nowhere in it")
  func validation() throws {
    let slice = try stage("slice")
    #expect(slice.signalRegion.name == "slice" && slice.regions.map(\.name) == ["slice"])
    #expect(slice.mask == (try read().mask) && slice.signal == nil)
    #expect(slice.backgrounds.map(\.name) == ["decays"])
  }

  @Test("a changed fraction or region is another definition of the signal too")
  func digests() throws {
    let signal = try read().digest
    for (old, new) in [
      ("20 %", "21 %"), ("E_ECAL < 45 GeV && E_HCAL < 1", "E_ECAL < 45 GeV && E_HCAL < 0.9"),
    ] {
      let other = StagedSample.stages.replacing(old, with: new)
      #expect(other != StagedSample.stages)
      #expect(try read(other).digest != signal)
    }
    #expect(try read(StagedSample.stages.replacing("20 %", with: "0.2")).digest == signal)
  }

  @Test(
    "what makes no sense is refused, with the place",
    arguments: [
      ("{stage: rehearsal, data: [first]}", "rehearsal-on-data"),
      ("{stage: rehearsal, data: [nothing]}", "unknown-dataset"),
      ("{stage: burn, fraction: 100 %}", "out-of-range"),
      ("{stage: burn, fraction: 0}", "out-of-range"),
      ("{stage: burn}", "missing-key"),
      ("{stage: burn, fraction: 10 %, seed: 3}", "unknown-key"),
      ("{stage: signal}", "unknown-value"),
      ("{burn: 10 %}", "missing-key"),
      (StagedSample.validation("signal", "E_ECAL in 42 GeV .. 44 GeV"), "bad-stage-name"),
      (StagedSample.validation("sealed-rows", "E_ECAL in 42 GeV .. 44 GeV"), "bad-stage-name"),
      (StagedSample.validation("a/b", "E_ECAL in 42 GeV .. 44 GeV"), "bad-stage-name"),
      (StagedSample.validation("result.json", "E_ECAL in 42 GeV .. 44 GeV"), "bad-stage-name"),
      (StagedSample.validation("figures", "E_ECAL in 42 GeV .. 44 GeV"), "bad-stage-name"),
      (StagedSample.validation("slice", "E_ECAL > 42 GeV"), "validation-outside-blind"),
    ])
  func refusals(entry: String, id: String) throws {
    let error = #expect(throws: DefinitionError.self) {
      try read("stages: [\(entry)]")
    }
    #expect(
      error?.findings.diagnostics.map(\.id).contains(id) == true,
      "\(entry): \(String(describing: error))")
    let twice = "stages: [{stage: burn, fraction: 10 %}, {stage: burn, fraction: 20 %}]"
    #expect(throws: DefinitionError.self) { try read(twice) }
  }

  @Test("a rehearsal that takes every dataset is refused")
  func nothingLeft() {
    let text =
      SampleAnalysis.with { $0.datasets[0].kind = "pseudo-data" }.text
      + "\nstages: [{stage: rehearsal, data: [first]}]\n"
    let error = #expect(throws: DefinitionError.self) {
      try AnalysisDefinition(validating: text, file: "a.yaml")
    }
    #expect(error?.findings.diagnostics.map(\.id) == ["nothing-but-rehearsal"])
  }

  @Test("a validation region may touch the box, and may not reach into it")
  func overlap() throws {
    try read().checkStages()
    for edge in ["\(42.0.nextDown)", "41.9"] {
      let reaching = StagedSample.stages.replacing(
        "E_ECAL >= 42 GeV", with: "E_ECAL >= \(edge) GeV")
      let refusal = #expect(throws: Refusal.self) { try read(reaching).checkStages() }
      #expect(refusal?.status == .wouldReveal, "\(edge)")
      #expect(refusal?.message.hasPrefix("staged.yaml:") == true)
    }
  }
}
