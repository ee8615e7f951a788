import Backgrounds
import BlindAnalysis
import Ledger

extension OpenSummary {
  /// One dataset: what was declared of it and what its open part holds.
  func document(
    in definition: AnalysisDefinition, _ clustering: SpillClustering?
  ) throws -> CanonicalValue {
    let declared = definition.datasets.first { $0.name == dataset }
    var fields: [String: CanonicalValue] = [
      "name": .string(dataset),
      "kind": .string(declared?.kind.rawValue ?? ""),
      "on-target": declared.map { .real($0.exposure.value) } ?? .null,
      "files": .array(files.map(CanonicalValue.string)),
      "open-events": .integer(open), "quarantined": .integer(quarantined),
      "cut-flow": .array(cutFlow.map(\.document)), "regions": .array(regions.map(\.document)),
      "open-digest": .string(digest.description),
    ]
    if let clustering { fields["clusters"] = clustering.document }
    if let goodSpills { fields["good-spills"] = goodSpills.document }
    return .object(fields)
  }
}

extension GoodSpills {
  var document: CanonicalValue {
    ["open-events": .integer(open), "list-digest": .string(list.description)]
  }
}

extension NamedCount {
  var document: CanonicalValue { ["name": .string(name), "events": .integer(count)] }
}
