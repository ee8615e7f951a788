public import Ledger

/// The mask in force: the union of every region that was ever declared blind for some data.
///
/// It is made of the region of the analysis file and of earlier ones, in their own columns: a
/// column of the analysis file stands for an earlier one if branch and unit are the same, else the
/// branch is read as it was meant then.
public struct EffectiveMask: Hashable, Sendable {
  /// A region that is part of the union.
  public struct Part: Hashable, Sendable {
    public let origin: MaskOrigin
    public let record: MaskRecord
    /// Over the columns of ``EffectiveMask/columns``.
    let mask: Mask

    /// As it was declared, in canonical text.
    public var region: String { record.mask?.canonical ?? "" }
  }

  /// That of the analysis file first, the others oldest first, without those that others hold.
  public let parts: [Part]
  /// What is blinded.
  public let mask: Mask
  /// All columns that the parts use, by name.
  public let columns: [Column]
  /// Those of them that the analysis file does not declare.
  public let addedColumns: [Column]

  /// - Parameter declared: What was declared before, oldest first.
  /// - Throws: ``Refusal`` with the status "would reveal" for a region that cannot be read.
  public init(of definition: AnalysisDefinition, joining declared: [DeclaredMask]) throws {
    var names = MaskColumns(of: definition)
    let own = Part(
      origin: MaskOrigin(.file, analysis: definition.name), record: MaskRecord(of: definition),
      mask: definition.mask)
    var earlier: [Part] = []
    for declared in declared where declared.mask != own.record {
      let part = try Part(declared, over: &names)
      guard !([own] + earlier).contains(where: { $0.holds(part) }) else { continue }
      earlier = earlier.filter { !part.holds($0) } + [part]
    }
    parts = [own] + earlier
    mask = earlier.reduce(own.mask) { $0.union(with: $1.mask) }
    columns = names.all.filter { [mask] in mask.blindingColumns.contains($0.name) }
    addedColumns = names.added.filter { [mask] in mask.blindingColumns.contains($0.name) }
  }

  /// Refuses a region of the definition that reaches into what others declared blind: its events
  /// there would be missing without a word.
  ///
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func checkRegions(of definition: AnalysisDefinition) throws {
    for region in definition.regions
    where region.name != definition.signalRegion.name && !region.condition.isProvablyEmpty {
      let named = NamedRegion("'\(region.name)'", region.condition)
      for part in parts.dropFirst() {
        let proof = part.mask.proofOfAvoiding(named, maskName: "'\(part.region)'")
        guard let reason = proof.reason else { continue }
        throw Refusal(
          .wouldReveal,
          "'\(region.name)' must lie outside of all that was declared blind for these data: "
            + "\(reason), which is blind by \(part.origin)" + addedNames(in: part),
          next: "move the region out of it, in the same columns; a blind region may only grow, and "
            + "one that was declared too large stays until the box is open")
      }
    }
  }
}

extension EffectiveMask {
  /// What the columns are that a part was declared in and that the analysis file does not have.
  private func addedNames(in part: Part) -> String {
    addedColumns.filter { part.mask.blindingColumns.contains($0.name) }.map {
      "; \($0.name) is the branch '\($0.branch.printable)', which the columns of this file do not have"
    }.joined()
  }

  /// The columns to read: those that the definition needs and those that blind.
  package func readColumns(for definition: AnalysisDefinition) -> [Column] {
    let required = definition.requiredColumns
    return required + columns.filter { !required.contains($0) }
  }

  /// Data without a column in which something of them was declared blind.
  package func refusal(_ column: Column, notIn path: String) -> Refusal {
    let part = parts.first { $0.mask.blindingColumns.contains(column.name) }
    let declared = part.map { "'\($0.region)' was declared blind by \($0.origin)" } ?? ""
    return Refusal(
      .wouldReveal,
      "\(path.printable): has no column '\(column.branch.printable)', in which \(declared); "
        + "without it nobody can tell which of these events are blind",
      next: "read files that still have '\(column.branch.printable)'")
  }
}

extension EffectiveMask.Part {
  fileprivate init(_ declared: DeclaredMask, over names: inout MaskColumns) throws {
    let read = declared.mask.mask { names.name(of: $0) }
    guard let mask = read else {
      throw Refusal(
        .wouldReveal,
        "a region was declared blind for these data by \(declared.origin), which this version "
          + "cannot read, so nothing of them can be shown",
        next: "use the version of na64-blind that wrote it")
    }
    self.init(origin: declared.origin, record: declared.mask, mask: mask)
  }

  /// Whether every row is in the same class or a more closed one without the other part.
  ///
  /// Regions in other columns are both kept, since they quarantine other rows.
  fileprivate func holds(_ other: Self) -> Bool {
    mask == other.mask
      || mask.blindingColumns == other.mask.blindingColumns
        && mask.proofOfContaining(other.mask, named: "the one", maskName: "the other").isProven
        && mask.provablyHoldsUnreadable(of: other.mask)
  }
}

extension Mask {
  /// The union of earlier masks over the columns of a definition; nil if none can be read.
  static func union(of masks: [MaskRecord], over definition: AnalysisDefinition) -> Mask? {
    var names = MaskColumns(of: definition)
    let read = masks.compactMap { $0.mask { names.name(of: $0) } }
    return read.first.map { read.dropFirst().reduce($0) { $0.union(with: $1) } }
  }
}

// MARK: Record

extension EffectiveMask {
  /// The whole union as one region, for those who join it elsewhere.
  package var record: MaskRecord { MaskRecord(of: mask, over: columns) }

  /// As the freeze keeps it.
  public var canonical: CanonicalValue {
    [
      "region": .string(mask.canonical),
      "columns": .array(columns.map { MaskRecord.Column($0).canonical }),
      "parts": .array(
        parts.map { ["from": $0.origin.canonical, "declared": $0.record.canonical] }),
    ]
  }

  /// What is in force for a definition now; once its box is being opened, that of its freeze.
  ///
  /// - Throws: ``Refusal`` for a record that cannot be read.
  public init(
    of definition: AnalysisDefinition, known: DataHistory, _ history: AnalysisHistory
  ) throws {
    if let opened = history.freezeThatOpened(definition.digest) {
      try self.init(frozen: opened, of: definition)
    } else {
      try self.init(of: definition, joining: known.declarations)
    }
  }

  /// The mask of a freeze, for the definition that was frozen.
  ///
  /// - Throws: ``Refusal`` for a record that cannot be read.
  public init(
    frozen freeze: FreezeRecord, of definition: AnalysisDefinition
  ) throws {
    let record = RecordReader(freeze.value, named: "freeze record")
    let parts = try record.nested("mask").array("parts").map { value in
      let part = RecordReader(value, named: "part of a mask")
      return DeclaredMask(
        try MaskRecord(reading: part.value("declared")),
        from: try MaskOrigin(reading: part.value("from")))
    }
    try self.init(of: definition, joining: Array(parts.dropFirst()))
  }
}

/// The names of columns in a mask whose parts were written in several analysis files.
private struct MaskColumns {
  private(set) var all: [Column]
  private(set) var added: [Column] = []
  private let taken: Set<String>
  private let place: SourceSpan

  init(of definition: AnalysisDefinition) {
    all = definition.columns
    taken = Set(definition.columns.map(\.name) + definition.derived.map(\.name))
    place = definition.signalRegion.span
  }

  /// The name here of a column that was declared elsewhere.
  mutating func name(of column: MaskRecord.Column) -> String {
    if let known = all.first(where: { $0.branch == column.branch && $0.unit?.name == column.unit })
    {
      return known.name
    }
    let used = taken.union(added.map(\.name))
    let names = [column.name] + (2...(used.count + 2)).map { "\(column.name)_\($0)" }
    let new = Column(
      name: names.first { !used.contains($0) } ?? column.name, branch: column.branch,
      unit: column.unit.flatMap(Unit.init(named:)), span: place)
    all.append(new)
    added.append(new)
    return new.name
  }
}
