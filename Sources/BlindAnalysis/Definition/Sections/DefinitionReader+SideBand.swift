/// The side-band extrapolation, whose ranges follow from the regions.
extension DefinitionReader {
  /// The variable that is fitted.
  struct Variable {
    let name: String
    let expression: CheckedExpression
    let dimension: Dimension
    /// The unit that bare numbers have: that of the column.
    let unit: Unit?
  }

  mutating func sideBandExtrapolation(
    _ fields: Fields, _ context: BackgroundContext
  ) -> SideBandExtrapolation? {
    let variable = variable(in: fields, context.names)
    let sideBand = region("from", in: fields, context.regions)
    let target = target(in: fields, context)
    let function: TailFunction? = choice("function", in: fields)
    let systematics = systematics(in: fields, variable)
    let bins = integer("bins", in: fields)
    let contamination = signalContamination(in: fields)
    guard let variable, let sideBand, let target else { return nil }
    guard sideBand.value.name != target.name else {
      report(.sideBandIsSignal(at: sideBand.span))
      return nil
    }
    let fit = fitRange(of: variable, in: sideBand)
    let goal = targetRange(of: variable, in: target, at: fields.place(of: "into"))
    warnAboutOtherConditions(variable, sideBand, target)
    let joint = jointBands(in: fields, of: variable, besides: sideBand, context)
    guard let fit else { return nil }
    let validation = validation(in: fields, of: variable, Fitted(sideBand, fit), joint, context)
    guard let goal, let function, let systematics else { return nil }
    guard fit.isBeside(goal.range) else {
      report(.targetOverlaps(variable.name, at: sideBand.span))
      return nil
    }
    check(systematics.ranges, inside: fit, of: variable)
    let predicted = [goal.range, validation?.range].compactMap(\.self)
    let fitted = [fit] + joint.map(\.value.range)
    checkPowerLaw([function] + systematics.functions, fitted, predicted, at: sideBand.span)
    guard (bins == nil) == (fields["bins"] == nil),
      (validation == nil) == (fields["validate"] == nil),
      joint.count == fields.count(of: "together with"),
      (contamination == nil) == (fields["signal contamination"] == nil)
    else { return nil }
    return SideBandExtrapolation(
      variableName: variable.name, variable: variable.expression, sideBand: sideBand.value.name,
      target: target.name, fitRange: fit, jointBands: joint.map(\.value), targetRange: goal.range,
      targetBeginsAtZero: goal.beginsAtZero, function: function, bins: bins,
      systematics: .init(
        ranges: systematics.ranges.map(\.value), functions: systematics.functions,
        method: systematics.method),
      validation: validation, signalContamination: contamination)
  }

  // MARK: What it refers to

  mutating func variable(in fields: Fields, _ names: Names) -> Variable? {
    fields["variable"].flatMap { variable($0, names) }
  }

  mutating func variable(_ node: YAMLNode, _ names: Names) -> Variable? {
    guard let name = text(node),
      !names.broken.contains(name.value), case .scalar(let scalar) = node.content
    else { return nil }
    guard names.scope[name.value] != nil else {
      report(.unknownVariable(name.value, known: names.scope.names, at: name.span))
      return nil
    }
    guard let expression = expression(scalar, names, as: .number),
      case .number(let dimension) = expression.kind
    else { return nil }
    let column = names.columns.first { $0.name == name.value }
    return Variable(
      name: name.value, expression: expression, dimension: dimension,
      unit: column == nil ? Unit.canonical(for: dimension) : column?.unit)
  }

  mutating func signalContamination(in fields: Fields) -> DeclaredSideBandSignal? {
    guard let section = open("signal contamination", in: fields) else { return nil }
    let number = declaredNumber("value", in: section, .notNegative)
    let spread: DeclaredSideBandSignal.Spread? = choice("spread", in: section)
    guard let number, let spread else { return nil }
    return DeclaredSideBandSignal(perSignalEvent: number, spread: spread)
  }

  mutating func target(in fields: Fields, _ context: BackgroundContext) -> Region? {
    guard let target = region("into", in: fields, context.regions), let signal = context.signal
    else { return nil }
    guard target.value.name == signal.name else {
      report(.wrongTarget(signal: signal.name, at: target.span))
      return nil
    }
    return signal
  }

  // MARK: Ranges

  private mutating func fitRange(
    of variable: Variable, in sideBand: Placed<Region>
  ) -> ValueRange? {
    guard let range = range(of: variable, in: sideBand.value, at: sideBand.span) else { return nil }
    guard let lower = range.lower, let upper = range.upper else {
      let edge = range.lower == nil ? "lower" : "upper"
      report(.unbounded("side-band-unbounded", variable.name, edge, at: sideBand.span))
      return nil
    }
    return valueRange(lower, upper, at: sideBand.span)
  }

  private mutating func targetRange(
    of variable: Variable, in target: Region, at span: SourceSpan
  ) -> (range: ValueRange, beginsAtZero: Bool)? {
    guard let range = range(of: variable, in: target, at: span) else { return nil }
    // No calorimeter gives less than nothing; a plain number or a time may well be negative.
    let beginsAtZero = range.lower == nil && variable.dimension == .energy
    guard let lower = beginsAtZero ? 0 : range.lower, let upper = range.upper else {
      let edge = range.upper == nil ? "upper" : "lower"
      report(.unbounded("target-unbounded", variable.name, edge, at: span))
      return nil
    }
    return valueRange(lower, upper, at: span).map { ($0, beginsAtZero) }
  }

  /// What a region allows, in one piece.
  mutating func range(
    of variable: Variable, in region: Region, at span: SourceSpan
  ) -> RegionInterval? {
    guard !region.condition.hasGap(in: variable.expression) else {
      report(.regionWithGap(variable.name, at: span))
      return nil
    }
    let interval = region.condition.interval(of: variable.expression)
    if interval == nil { report(.emptyRange(at: span)) }
    return interval
  }

  mutating func valueRange(
    _ lower: Double, _ upper: Double, at span: SourceSpan
  ) -> ValueRange? {
    if let range = ValueRange(lower: lower, upper: upper) { return range }
    report(.emptyRange(at: span))
    return nil
  }

  private mutating func check(
    _ ranges: [Placed<ValueRange>], inside fit: ValueRange, of variable: Variable
  ) {
    for range in ranges where !fit.contains(range.value) {
      let unit = variable.dimension.canonicalUnit
      report(.outsideSideBand("\(fit.lower) .. \(fit.upper) \(unit)", at: range.span))
    }
  }

  mutating func checkPowerLaw(
    _ functions: [TailFunction], _ fitted: [ValueRange], _ predicted: [ValueRange],
    at span: SourceSpan
  ) {
    guard functions.contains(.powerLaw) else { return }
    if fitted.contains(where: { $0.lower <= 0 }) || predicted.contains(where: { $0.lower < 0 }) {
      report(.powerLawBelowZero(at: span))
    }
  }

  // MARK: Systematics

  private typealias Systematics = (
    ranges: [Placed<ValueRange>], functions: [TailFunction],
    method: SideBandExtrapolation.Systematics.Method
  )

  private mutating func systematics(in fields: Fields, _ variable: Variable?) -> Systematics? {
    guard fields["systematics"] != nil else { return ([], [], .envelope) }
    guard let section = open("systematics", in: fields) else { return nil }
    let functions: [TailFunction] = choices("functions", in: section)
    let method: SideBandExtrapolation.Systematics.Method? = choice("method", in: section)
    if method == .discreteProfiling, section["functions"] == nil {
      report(.profilingWithoutFunctions(at: section.place(of: "method")))
    }
    guard let variable, method != nil || section["method"] == nil else { return nil }
    let ranges = list("ranges", in: section).compactMap { range($0, of: variable) }
    return (ranges, functions, method ?? .envelope)
  }

  mutating func range(_ node: YAMLNode, of variable: Variable) -> Placed<ValueRange>? {
    guard let scalar = scalar(node, expecting: "a range, as in '45 GeV .. 58 GeV'"),
      let written = read(scalar, { QuantityRange.read($0) }),
      let known = given(written, of: variable, at: node.span)
    else { return nil }
    guard known.dimension == variable.dimension else {
      report(.rangeOfOtherKind(variable, known.dimension, at: node.span))
      return nil
    }
    guard let range = ValueRange(lower: known.lower, upper: known.upper) else {
      report(.emptyRange(at: node.span))
      return nil
    }
    return Placed(value: range, span: node.span)
  }

  /// Bare numbers are in the unit of the column.
  private mutating func given(
    _ range: QuantityRange, of variable: Variable, at span: SourceSpan
  ) -> QuantityRange? {
    guard range.unit == nil, variable.dimension != .number, let unit = variable.unit else {
      return range
    }
    report(.rangeWithoutUnit(unit.name, text.excerpt(span), at: span))
    return range.given(unit)
  }

  // MARK: Other conditions

  /// Side band and signal box should differ in the variable alone.
  private mutating func warnAboutOtherConditions(
    _ variable: Variable, _ sideBand: Placed<Region>, _ target: Region
  ) {
    let (here, there) = differences(sideBand.value, target, apartFrom: variable)
    guard !here.isEmpty || !there.isEmpty else { return }
    report(.sideBandDiffers(here, there, variable.name, at: sideBand.span))
  }

  /// The conditions of each of two regions that the other does not have.
  func differences(
    _ one: Region, _ other: Region, apartFrom variable: Variable
  ) -> (here: [String], there: [String]) {
    differences(one, other, apartFrom: [variable])
  }

  func differences(
    _ one: Region, _ other: Region, apartFrom variables: [Variable]
  ) -> (here: [String], there: [String]) {
    let here = one.condition.conditions(apartFrom: variables.map(\.expression))
    let there = other.condition.conditions(apartFrom: variables.map(\.expression))
    return (here.filter { !there.contains($0) }, there.filter { !here.contains($0) })
  }
}
