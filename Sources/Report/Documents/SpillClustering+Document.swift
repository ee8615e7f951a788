import Backgrounds
import Ledger

extension SpillClustering {
  var document: CanonicalValue {
    [
      "tests": .integer(tests), "threshold": .real(Self.threshold),
      "smallest-corrected-p": smallest.map { .real($0.corrected) } ?? .null,
      "found": .array(clusters.map(\.document)),
    ]
  }
}

extension SpillCluster {
  var document: CanonicalValue {
    [
      "region": .string(region), "run": .integer(Int(run)),
      "spill": spill.map { .integer(Int($0)) } ?? .null, "events": .integer(events),
      "selected": .integer(selected), "expected": .real(expected), "p": .real(probability),
      "corrected-p": .real(corrected),
    ]
  }
}
