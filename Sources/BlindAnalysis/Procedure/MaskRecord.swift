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
    self.init(of: definition.mask, over: definition.columns)
  }

  init(of mask: Mask, over columns: [BlindAnalysis.Column]) {
    region = mask.canonical
    self.columns = mask.blindingColumns.compactMap { name in
      columns.first { $0.name == name }.map(Column.init)
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
      "columns": .array(columns.map(\.canonical)),
    ]
  }

  /// The mask over the columns it was written in; nil if this version cannot read it any more.
  var mask: Mask? { mask(naming: \.name) }

  /// The mask over other names for its columns; nil if this version cannot read it any more.
  func mask(naming name: (Column) -> String) -> Mask? {
    var entries: [String: Scope.Entry] = [:]
    for column in columns {
      guard let entry = entry(for: column, named: name(column)) else { return nil }
      entries[column.name] = entry
    }
    return Self.read(region, in: Scope(entries), as: .condition).flatMap { try? Mask(region: $0) }
  }

  private func entry(for column: Column, named name: String) -> Scope.Entry? {
    guard let dimension = column.dimension, Names.isIdentifier(column.name) else { return nil }
    guard name != column.name else { return .column(dimension) }
    return Self.read(name, in: Scope([name: .column(dimension)]), as: .number).map { .derived($0) }
  }

  private static func read(
    _ text: String, in scope: Scope, as expectation: CheckedExpression.Expectation
  ) -> CheckedExpression? {
    let place = SourceSpan(file: "ledger", line: 1, column: 1)
    return CheckedExpression.read(PlacedText(text, at: place), in: scope, as: expectation).value
  }
}

extension MaskRecord.Column {
  init(_ column: BlindAnalysis.Column) {
    self.init(name: column.name, branch: column.branch, unit: column.unit?.name)
  }

  /// Nil for a unit that this version does not know.
  fileprivate var dimension: Dimension? {
    guard let unit else { return .number }
    return Unit(named: unit)?.dimension
  }

  var canonical: CanonicalValue {
    [
      "name": .string(name), "branch": .string(branch),
      "unit": unit.map(CanonicalValue.string) ?? .null,
    ]
  }
}
