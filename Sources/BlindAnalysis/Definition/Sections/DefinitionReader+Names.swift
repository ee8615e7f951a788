/// Columns and derived quantities.
extension DefinitionReader {
  mutating func names(in fields: Fields) -> Names {
    var names = Names()
    for entry in named("columns", in: fields) { readColumn(entry, into: &names) }
    readDerived(named("derived", in: fields), into: &names)
    return names
  }

  private mutating func readColumn(_ entry: YAMLEntry, into names: inout Names) {
    guard isUsableName(entry, "column"), let column = column(entry) else {
      names.broken.insert(entry.key)
      return
    }
    names.columns.append(column)
    names.scope = names.scope.adding(column.name, .column(column.dimension))
  }

  private mutating func column(_ entry: YAMLEntry) -> Column? {
    guard let fields = open(entry.value, as: Grammar.column) else { return nil }
    let branch = text("branch", in: fields)
    guard let unit = unit(in: fields), let branch else { return nil }
    return Column(name: entry.key, branch: branch.value, unit: unit.value, span: branch.span)
  }

  /// The unit of a column, wrapped because plain numbers have none; nil after a finding.
  private mutating func unit(in fields: Fields) -> Placed<Unit?>? {
    guard fields["unit"] != nil else { return Placed(value: nil, span: fields.span) }
    guard let name = text("unit", in: fields) else { return nil }
    if let unit = Unit(named: name.value) { return Placed(value: unit, span: name.span) }
    report(.unknownUnit(name.value, at: name.span))
    return nil
  }

  private mutating func isUsableName(_ entry: YAMLEntry, _ what: String) -> Bool {
    if !Names.isIdentifier(entry.key) {
      report(.badName(entry.key, what, at: entry.keySpan))
    } else if Names.isReserved(entry.key) {
      report(.reservedName(entry.key, at: entry.keySpan))
    } else {
      return true
    }
    return false
  }

  // MARK: Derived quantities

  /// Each after those that it uses, whatever the order of the file.
  private mutating func readDerived(_ entries: [YAMLEntry], into names: inout Names) {
    var waiting: [DerivedEntry] = []
    for entry in entries {
      if names.scope[entry.key] != nil || names.broken.contains(entry.key) {
        report(.duplicateName(entry.key, at: entry.keySpan))
      } else if isUsableName(entry, "derived quantity"),
        let scalar = scalar(entry.value, expecting: "an expression")
      {
        waiting.append(DerivedEntry(entry: entry, scalar: scalar))
      } else {
        names.broken.insert(entry.key)
      }
    }
    let order = DerivedOrder(waiting.map { ($0.entry.key, Names.mentioned(in: $0.scalar.text)) })
    for cycle in order.cycles {
      let span = cycle.first.flatMap { first in waiting.first { $0.entry.key == first } }?.entry
        .keySpan
      if let span { report(.derivedCycle(cycle, at: span)) }
    }
    names.broken.formUnion(order.unordered)
    var read: [String: DerivedQuantity] = [:]
    for index in order.indices {
      let (entry, scalar) = (waiting[index].entry, waiting[index].scalar)
      guard let expression = expression(scalar, names, as: .number) else {
        names.broken.insert(entry.key)
        continue
      }
      names.scope = names.scope.adding(entry.key, .derived(expression))
      read[entry.key] = DerivedQuantity(
        name: entry.key, expression: expression, span: entry.keySpan)
    }
    names.derived = waiting.compactMap { read[$0.entry.key] }
  }

  private struct DerivedEntry {
    let entry: YAMLEntry
    let scalar: YAMLScalar
  }

  // MARK: Expressions

  mutating func expression(
    _ node: YAMLNode, _ names: Names, as expectation: CheckedExpression.Expectation
  ) -> CheckedExpression? {
    scalar(node, expecting: "an expression").flatMap { expression($0, names, as: expectation) }
  }

  mutating func expression(
    _ scalar: YAMLScalar, _ names: Names, as expectation: CheckedExpression.Expectation
  ) -> CheckedExpression? {
    guard !names.mentionsBroken(scalar.text) else { return nil }
    let result = read(scalar) {
      CheckedExpression.read($0, in: names.scope, as: expectation)
    }
    if result == nil { adviseOnComment(behind: scalar) }
    return result
  }

  /// An expression that stops too early may have lost its end to a comment.
  private mutating func adviseOnComment(behind scalar: YAMLScalar) {
    let end = scalar.placement.end
    guard scalar.isPlain, text.scalar(end.line, end.column) == " " else { return }
    let rest = text.lines[end.line - 1].dropFirst(end.column - 1)
    guard let comment = rest.firstIndex(where: { $0 != " " }), rest[comment] == "#" else { return }
    report(.commentCutsExpression(at: text.span(line: end.line, column: comment + 1)))
  }
}

extension Diagnostic {
  fileprivate static func unknownUnit(_ name: String, at span: SourceSpan) -> Self {
    let known = Unit.all.map(\.name)
    return Self(
      severity: .error, id: "unknown-unit",
      message:
        "unknown unit '\(name.prefix(60))'; expected one of \(known.joined(separator: ", "))",
      span: span, replacement: known.nearest(to: name))
  }

  fileprivate static func badName(_ name: String, _ what: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "bad-name",
      message: "'\(name.prefix(80))' cannot name a \(what); use up to 64 letters, digits and '_', "
        + "and begin with a letter", span: span)
  }

  fileprivate static func reservedName(_ name: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "reserved-name",
      message: "'\(name)' already means something in an expression; choose another name",
      span: span)
  }

  fileprivate static func derivedCycle(_ cycle: [String], at span: SourceSpan) -> Self {
    let path = (cycle + cycle.prefix(1)).joined(separator: " → ")
    return Self(
      severity: .error, id: "derived-cycle",
      message: "derived quantities that need each other: \(path)", span: span)
  }

  fileprivate static func commentCutsExpression(at span: SourceSpan) -> Self {
    Self(
      severity: .note, id: "comment-in-value",
      message: "' #' begins a comment; put the expression in quotes if the rest belongs to it",
      span: span)
  }
}
