public import BlindAnalysis
public import Ledger

/// What came out when the numbers of an analysis were made again.
public struct ReproductionText {
  private let standing: StandingText
  private let definition: AnalysisDefinition
  private let heading: String
  private let notes: [String]
  private let comparisons: [DocumentComparison]

  /// - Parameters:
  ///   - heading: What was made again, with the label of an opened result.
  ///   - definition: Says which data are none.
  ///   - notes: On the program and on what could not be compared.
  public init(
    _ heading: String, of definition: AnalysisDefinition, standing: StandingText, notes: [String],
    comparisons: [DocumentComparison]
  ) {
    (self.heading, self.definition, self.standing) = (heading, definition, standing)
    (self.notes, self.comparisons) = (notes, comparisons)
  }

  public var agrees: Bool { comparisons.allSatisfy(\.agrees) }

  public var lines: [String] {
    [heading] + definition.mockWarning + definition.pseudoDataWarning + standing.late
      + notes.map { "  \($0)" }
      + comparisons.flatMap { [""] + $0.lines } + ["", conclusion, ""] + standing.gradeLines
  }

  private var conclusion: String {
    if comparisons.allSatisfy(\.isIdentical) {
      return "Everything comes out as recorded, bit for bit."
    }
    return agrees
      ? "Everything comes out as recorded, within 1e-9 but not bit for bit: another platform."
      : "NOT REPRODUCED: what is marked does not come out as recorded."
  }

  public var document: CanonicalValue {
    [
      "schema": "na64-blind/reproduction/1", "subject": .string(heading),
      "agrees": .bool(agrees), "identical": .bool(comparisons.allSatisfy(\.isIdentical)),
      "tolerance": .real(DocumentComparison.tolerance),
      "notes": .array(notes.map(CanonicalValue.string)),
      "status": standing.document,
      "documents": .array(comparisons.map(\.document)),
    ]
  }
}

extension DocumentComparison {
  var lines: [String] {
    var table = TextTable([.left, .right, .right, .left])
    for row in numbers {
      let (recorded, rebuilt) = row.texts
      table.add(row.place.printable, recorded, rebuilt, row.verdict.rawValue)
    }
    return ["\(name): \(numbers.count) numbers, recorded and made again"] + table.lines()
      + texts.map { row in
        let (recorded, rebuilt) = row.texts
        return "  \(row.place.printable): recorded '\(recorded)', now '\(rebuilt)', DIFFERENT"
      }
  }

  var document: CanonicalValue {
    [
      "name": .string(name), "agrees": .bool(agrees), "identical": .bool(isIdentical),
      "rows": .array((numbers + texts).map(\.document)),
    ]
  }
}

extension DocumentComparison.Row {
  /// Equal numbers to six digits, others to as many as it takes to tell them apart.
  fileprivate var texts: (String, String) {
    guard let recorded, let rebuilt else {
      return (recorded?.phrase ?? "missing", rebuilt?.phrase ?? "missing")
    }
    return verdict == .identical
      ? (recorded.phrase, rebuilt.phrase) : CanonicalValue.pair(recorded, rebuilt)
  }

  fileprivate var document: CanonicalValue {
    [
      "place": .string(place), "recorded": recorded ?? .null, "rebuilt": rebuilt ?? .null,
      "verdict": .string(verdict.rawValue),
    ]
  }
}
