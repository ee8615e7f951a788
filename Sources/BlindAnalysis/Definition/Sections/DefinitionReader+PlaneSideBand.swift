/// The side band in a plane of two variables, whose rectangles follow from the regions.
extension DefinitionReader {
  /// The two variables of a plane.
  struct PlaneVariables {
    let first, second: Variable

    var names: String { "'\(first.name)' and '\(second.name)'" }
    fileprivate var all: [Variable] { [first, second] }
  }

  mutating func planeSideBand(_ fields: Fields, _ context: BackgroundContext) -> PlaneSideBand? {
    let variables = planeVariables(in: fields, context.names)
    let sideBand = region("from", in: fields, context.regions)
    let target = target(in: fields, context)
    let functions = functionPair(in: fields)
    let correlation: PlaneSideBand.Correlation? = choice("correlation", in: fields)
    let systematics = planeSystematics(in: fields, variables)
    let contamination = signalContamination(in: fields)
    guard let variables, let sideBand, let target else { return nil }
    guard sideBand.value.name != target.name else {
      report(.sideBandIsSignal(at: sideBand.span))
      return nil
    }
    let fit = boundedPlane(of: variables, in: sideBand, "side-band-unbounded")
    let goal = planeTarget(of: variables, in: target, at: fields.place(of: "into"))
    warnAboutOtherConditions(variables, sideBand, target)
    guard let fit, let hull = fit.hull else { return nil }
    let validation = planeValidation(in: fields, variables, sideBand, fit, context)
    guard let goal, let functions, let correlation, let systematics else { return nil }
    guard !fit.meets(goal.range) else {
      report(.planeTargetOverlaps(variables.names, at: sideBand.span))
      return nil
    }
    for range in systematics.ranges
    where !hull.contains(range.value) || !fit.meets(range.value) {
      report(.outsidePlane(at: range.span))
    }
    let all = [functions] + systematics.functions
    let predicted = [goal.range] + (validation?.ranges ?? [])
    let correlations = [correlation] + systematics.correlations
    check(all, correlations, fit, predicted, at: sideBand.span, in: fields)
    guard (validation == nil) == (fields["validate"] == nil),
      (contamination == nil) == (fields["signal contamination"] == nil)
    else { return nil }
    return PlaneSideBand(
      first: variables.first.declared, second: variables.second.declared,
      sideBand: sideBand.value.name, target: target.name, fitRanges: fit, targetRange: goal.range,
      beginsAtZero: goal.beginsAtZero, functions: functions, correlation: correlation,
      systematics: .init(
        ranges: systematics.ranges.map(\.value), functions: systematics.functions,
        correlations: systematics.correlations, method: systematics.method),
      validation: validation, signalContamination: contamination)
  }

  private mutating func planeVariables(in fields: Fields, _ names: Names) -> PlaneVariables? {
    let nodes = list("variables", in: fields)
    let found = nodes.compactMap { variable($0, names) }
    guard nodes.count == 2, found.count == 2 else { return nil }
    guard !found[0].expression.isSameQuantity(as: found[1].expression) else {
      report(.oneVariableTwice(found[1].name, at: nodes[1].span))
      return nil
    }
    return PlaneVariables(first: found[0], second: found[1])
  }

  private mutating func functionPair(in fields: Fields) -> PlaneSideBand.Functions? {
    let functions: [TailFunction] = choices("functions", in: fields)
    guard functions.count == 2, fields.count(of: "functions") == 2 else { return nil }
    return .init(first: functions[0], second: functions[1])
  }

  // MARK: Rectangles

  /// What a region leaves of the plane; nil after a finding.
  private mutating func plane(
    of variables: PlaneVariables, in region: Region, at span: SourceSpan
  ) -> [RegionPlane.Rectangle]? {
    switch region.condition.plane(of: variables.first.expression, variables.second.expression) {
    case .mixed: report(.notRectangles(variables.names, at: span))
    case .tooManyLimits: report(.tooManyLimits(variables.names, at: span))
    case .rectangles(let found) where found.isEmpty: report(.emptyRange(at: span))
    case .rectangles(let found): return found
    }
    return nil
  }

  /// - Parameter id: Of the finding where an edge is missing.
  private mutating func boundedPlane(
    of variables: PlaneVariables, in region: Placed<Region>, _ id: String
  ) -> [PlaneRectangle]? {
    guard let found = plane(of: variables, in: region.value, at: region.span) else { return nil }
    for (variable, ranges) in [
      (variables.first, found.map(\.first)), (variables.second, found.map(\.second)),
    ] {
      let edges = [("lower", ranges.map(\.lower)), ("upper", ranges.map(\.upper))]
      if let edge = edges.first(where: { $0.1.contains(where: \.isInfinite) })?.0 {
        report(.unbounded(id, variable.name, edge, at: region.span))
        return nil
      }
    }
    let rectangles = found.compactMap { PlaneRectangle($0) }
    if rectangles.isEmpty { report(.emptyRange(at: region.span)) }
    return rectangles.isEmpty ? nil : rectangles
  }

  /// The signal box, which is one rectangle; energies without a lower edge begin at zero.
  private mutating func planeTarget(
    of variables: PlaneVariables, in target: Region, at span: SourceSpan
  ) -> (range: PlaneRectangle, beginsAtZero: [String])? {
    guard let found = plane(of: variables, in: target, at: span) else { return nil }
    guard found.count == 1 else {
      report(.targetNotOneRectangle(variables.names, at: span))
      return nil
    }
    var ranges: [ValueRange] = []
    var beginsAtZero: [String] = []
    for (variable, range) in zip(variables.all, [found[0].first, found[0].second]) {
      let isOpen = range.lower == -.infinity && variable.dimension == .energy
      if isOpen { beginsAtZero.append(variable.name) }
      let lower = isOpen ? 0 : range.lower
      guard lower.isFinite, range.upper.isFinite else {
        let edge = range.upper.isFinite ? "lower" : "upper"
        report(.unbounded("target-unbounded", variable.name, edge, at: span))
        return nil
      }
      guard let range = valueRange(lower, range.upper, at: span) else { return nil }
      ranges.append(range)
    }
    return (PlaneRectangle(first: ranges[0], second: ranges[1]), beginsAtZero)
  }

  // MARK: Validation region

  private mutating func planeValidation(
    in fields: Fields, _ variables: PlaneVariables, _ sideBand: Placed<Region>,
    _ fit: [PlaneRectangle], _ context: BackgroundContext
  ) -> PlaneSideBand.Validation? {
    guard let region = region("validate", in: fields, context.regions) else { return nil }
    guard region.value.name != context.signal?.name else {
      report(.validationIsSignal(at: region.span))
      return nil
    }
    guard region.value.name != sideBand.value.name else {
      report(.validationIsSideBand(at: region.span))
      return nil
    }
    guard let ranges = boundedPlane(of: variables, in: region, "validation-unbounded") else {
      return nil
    }
    guard !ranges.contains(where: fit.meets) else {
      report(.planeValidationOverlaps(variables.names, at: region.span))
      return nil
    }
    let (here, there) = differences(region.value, sideBand.value, apartFrom: variables.all)
    if !here.isEmpty || !there.isEmpty {
      report(.validationDiffers(here, there, variables.names, at: region.span))
    }
    return .init(region: region.value.name, ranges: ranges)
  }

  // MARK: Systematics

  private typealias PlaneSystematics = (
    ranges: [Placed<PlaneRectangle>], functions: [PlaneSideBand.Functions],
    correlations: [PlaneSideBand.Correlation], method: SideBandExtrapolation.Systematics.Method
  )

  private mutating func planeSystematics(
    in fields: Fields, _ variables: PlaneVariables?
  ) -> PlaneSystematics? {
    guard fields["systematics"] != nil else { return ([], [], [], .envelope) }
    guard let section = open("systematics", in: fields) else { return nil }
    let functions = sections("functions", in: section).compactMap { pair($0) }
    let correlations: [PlaneSideBand.Correlation] = choices("correlations", in: section)
    let method: SideBandExtrapolation.Systematics.Method? = choice("method", in: section)
    if method == .discreteProfiling, section["functions"] == nil, section["correlations"] == nil {
      report(.profilingWithoutFunctions(at: section.place(of: "method")))
    }
    guard let variables, method != nil || section["method"] == nil else { return nil }
    let ranges = sections("ranges", in: section).compactMap { rectangle($0, of: variables) }
    return (ranges, functions, correlations, method ?? .envelope)
  }

  private mutating func pair(_ fields: Fields) -> PlaneSideBand.Functions? {
    let first: TailFunction? = choice("first", in: fields)
    let second: TailFunction? = choice("second", in: fields)
    guard let first, let second else { return nil }
    return .init(first: first, second: second)
  }

  private mutating func rectangle(
    _ fields: Fields, of variables: PlaneVariables
  ) -> Placed<PlaneRectangle>? {
    let first = fields["first"].flatMap { range($0, of: variables.first) }
    let second = fields["second"].flatMap { range($0, of: variables.second) }
    guard let first, let second else { return nil }
    return Placed(
      value: PlaneRectangle(first: first.value, second: second.value), span: fields.span)
  }

  // MARK: Functions

  private mutating func check(
    _ functions: [PlaneSideBand.Functions], _ correlations: [PlaneSideBand.Correlation],
    _ fitted: [PlaneRectangle], _ predicted: [PlaneRectangle], at span: SourceSpan,
    in fields: Fields
  ) {
    checkPowerLaw(functions.map(\.first), fitted.map(\.first), predicted.map(\.first), at: span)
    checkPowerLaw(
      functions.map(\.second), fitted.map(\.second), predicted.map(\.second), at: span)
    if correlations.contains(.linear), !functions.allSatisfy(\.second.hasFreeFirstParameter) {
      report(.noParameterToChange(at: fields.place(of: "functions")))
    }
    if correlations.dropFirst().contains(correlations[0]) {
      report(.sameCorrelation(correlations[0].rawValue, at: fields.place(of: "systematics")))
    }
  }

  /// Side band and signal box should differ in the variables alone.
  private mutating func warnAboutOtherConditions(
    _ variables: PlaneVariables, _ sideBand: Placed<Region>, _ target: Region
  ) {
    let (here, there) = differences(sideBand.value, target, apartFrom: variables.all)
    guard !here.isEmpty || !there.isEmpty else { return }
    report(.sideBandDiffers(here, there, variables.names, at: sideBand.span))
  }
}

extension DefinitionReader.Variable {
  fileprivate var declared: PlaneSideBand.Variable { .init(name: name, expression: expression) }
}

extension PlaneRectangle {
  /// - Returns: Nil for a rectangle without an area.
  fileprivate init?(_ rectangle: RegionPlane.Rectangle) {
    guard
      let first = ValueRange(lower: rectangle.first.lower, upper: rectangle.first.upper),
      let second = ValueRange(lower: rectangle.second.lower, upper: rectangle.second.upper)
    else { return nil }
    self.init(first: first, second: second)
  }
}

extension TailFunction {
  /// Whether the first parameter may have any value: a slope, an exponent or a mean.
  fileprivate var hasFreeFirstParameter: Bool {
    switch self {
    case .exponential, .powerLaw, .exponentialPolynomial, .gaussian: true
    case .uniform, .twoExponentials, .bernstein, .crystalBall, .doubleSidedCrystalBall: false
    }
  }
}
