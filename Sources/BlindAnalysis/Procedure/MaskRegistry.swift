public import Ledger

/// Every blind region that the ledger knows for some files: a mask may only grow.
///
/// Edges that move would reveal the box by subtraction, so a blind region is refused unless it
/// provably holds every one declared for the same files before, by whichever analysis.
public struct MaskRegistry: Sendable {
  private let declared: [(files: Set<String>, mask: MaskRecord)]

  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  public init(of entries: [LedgerEntry]) throws {
    declared = try entries.filter { $0.kind == "estimate" }.map { entry in
      let record = try EstimateRecord(reading: entry.body)
      return (Set(record.data.flatMap(\.files)), record.mask)
    }
  }

  /// Refuses a definition whose blind region leaves out something declared blind before.
  ///
  /// - Parameter files: The files that the definition reads.
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func admit(_ definition: AnalysisDefinition, reading files: [String]) throws {
    let now = MaskRecord(of: definition)
    let files = Set(files)
    for earlier in declared where !earlier.files.isDisjoint(with: files) && earlier.mask != now {
      guard let mask = earlier.mask.mask, means(earlier.mask, sameAs: definition),
        definition.mask.proofOfContaining(
          mask, named: "the earlier one", maskName: "the blind region"
        ).isProven
      else { throw refusal(earlier.mask) }
    }
  }

  /// Whether the columns of an earlier mask are those of the definition, name by name.
  private func means(_ mask: MaskRecord, sameAs definition: AnalysisDefinition) -> Bool {
    mask.columns.allSatisfy { column in
      definition.columns.contains {
        $0.name == column.name && $0.branch == column.branch && $0.unit?.name == column.unit
      }
    }
  }

  private func refusal(_ earlier: MaskRecord) -> Refusal {
    Refusal(
      .wouldReveal,
      "the blind region does not hold all of '\(earlier.region)', which was declared blind for "
        + "these files before; a blind region may only grow",
      next: "declare a blind region that contains it, in the same columns")
  }
}
