import Testing

@testable import BlindAnalysis

@Suite("Definition: a valid file") struct ValidDefinitionTests {
  let definition: AnalysisDefinition

  init() throws {
    definition = try AnalysisDefinition(validating: ExampleFile.text, file: "a.yaml")
  }

  @Test("has no findings") func clean() { #expect(definition.warnings.diagnostics == []) }

  @Test("gives what it says, in canonical units")
  func values() {
    #expect(definition.name == "eplus-2023-70GeV")
    #expect(definition.beam.particle == .positron)
    #expect(definition.beam.momentum == 70)
    #expect(definition.usesPseudoData)
    #expect(definition.datasets.map(\.format) == [.root(tree: "events")])
    #expect(definition.datasets.map(\.exposure.value) == [1.6e10])
    #expect(definition.datasets.map(\.exposure.uncertainty) == [1.6e8])
    #expect(definition.datasets.map(\.eventID) == [["run", "spill", "event"]])
    #expect(definition.columns.map(\.unit?.name) == ["GeV", "MeV", "GeV", nil, nil])
    #expect(definition.derived.map(\.expression.columns) == [["E_ECAL"]])
    #expect(definition.selection.map(\.name) == ["beam track"])
    #expect(definition.regions.map(\.name) == ["signal box", "side band"])
    #expect(definition.signalRegion.name == "signal box")
    #expect(definition.mask.blindingColumns == ["E_ECAL", "E_HCAL"])
    #expect(definition.limit.confidence == 0.9)
    #expect(definition.limit.backgroundPrior == .logNormal)
    #expect(definition.signOff == SignOffPolicy(required: 1, signers: nil))
  }
}
