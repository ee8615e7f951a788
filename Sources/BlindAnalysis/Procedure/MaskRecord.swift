public import Ledger

/// The blind region as the ledger keeps it: its canonical text and the columns it is written in.
public struct MaskRecord: Hashable, Sendable {
  /// A column as the blind region means it.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let branch: String
    /// Name of the unit of the stored numbers; nil for plain numbers.
    public let unit: String?
  }

  /// In canonical units, with derived names expanded.
  public let region: String
  /// Sorted by name.
  public let columns: [Column]

  public init(of definition: AnalysisDefinition) {
    region = definition.mask.canonical
    columns = definition.mask.blindingColumns.compactMap { name in
      definition.columns.first { $0.name == name }.map {
        Column(name: name, branch: $0.branch, unit: $0.unit?.name)
      }
    }
  }

  package init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "mask")
    region = try record.string("region")
    columns = try record.array("columns").map { value in
      let column = RecordReader(value, named: "column of a mask")
      return Column(
        name: try column.string("name"), branch: try column.string("branch"),
        unit: try column.value("unit").string)
    }
  }

  public var canonical: CanonicalValue {
    [
      "region": .string(region),
      "columns": .array(
        columns.map {
          [
            "name": .string($0.name), "branch": .string($0.branch),
            "unit": $0.unit.map(CanonicalValue.string) ?? .null,
          ]
        }),
    ]
  }

  /// Whether the definition's blind region provably holds all of this one.
  package func isHeld(by definition: AnalysisDefinition) -> Bool {
    guard let mask, meansTheColumns(of: definition) else { return false }
    return definition.mask.proofOfContaining(
      mask, named: "the earlier one", maskName: "the blind region"
    ).isProven
  }

  /// Whether this region provably holds a region of the definition.
  func covers(_ region: Region, of definition: AnalysisDefinition) -> Bool {
    guard let mask, meansTheColumns(of: definition) else { return false }
    return mask.proofOfContaining(
      NamedRegion(region.name, region.condition), maskName: "the earlier blind region"
    ).isProven
  }

  /// Whether its columns are those of the definition, name by name.
  private func meansTheColumns(of definition: AnalysisDefinition) -> Bool {
    columns.allSatisfy { column in
      definition.columns.contains {
        $0.name == column.name && $0.branch == column.branch && $0.unit?.name == column.unit
      }
    }
  }

  /// The mask over the columns it was written in; nil if this version cannot read it any more.
  var mask: Mask? {
    let scope = Scope(
      Dictionary(
        columns.map {
          ($0.name, .column($0.unit.flatMap(Unit.init(named:))?.dimension ?? .number))
        },
        uniquingKeysWith: { first, _ in first }))
    let place = SourceSpan(file: "ledger", line: 1, column: 1)
    return CheckedExpression.read(PlacedText(region, at: place), in: scope, as: .condition).value
      .flatMap { try? Mask(region: $0) }
  }
}
