/// The calorimeter of decays in flight, whose box has to be the one of the signal region.
extension DefinitionReader {
  /// - Parameter last: The last segment of the beam line, which ends before the calorimeter.
  mutating func calorimeter(
    _ fields: Fields, behind last: DeclaredSegment?, _ context: BackgroundContext
  ) -> DeclaredCalorimeter? {
    let source = text("source", in: fields)?.value
    let variable = visibleEnergy(in: fields, context.names)
    let below = input("signal box below", in: fields, as: .energy, .positive, source: source)
    let above =
      fields["signal box above"] == nil
      ? nil : number("signal box above", in: fields, as: .energy, .notNegative)
    let resolution = open("resolution", in: fields).flatMap { self.resolution($0, source: source) }
    let face = open("aperture", in: fields).flatMap { aperture($0, behind: last, source: source) }
    let deposit = input(
      "minimum-ionising deposit", in: fields, as: .energy, .notNegative, source: source)
    guard let variable, let below, let resolution, let face, let deposit,
      (above != nil) == (fields["signal box above"] != nil),
      isSignalRegion(below.value, above, variable, in: fields, context.signal)
    else { return nil }
    return DeclaredCalorimeter(
      variableName: variable.name, variable: variable.expression, below: below, above: above,
      resolution: resolution, position: face.position, radius: face.radius,
      minimumIonisingDeposit: deposit)
  }

  private mutating func visibleEnergy(in fields: Fields, _ names: Names) -> Variable? {
    guard let variable = variable(in: fields, names) else { return nil }
    guard variable.dimension == .energy else {
      report(.notAnEnergy(variable.name, at: fields.place(of: "variable")))
      return nil
    }
    return variable
  }

  private mutating func resolution(
    _ fields: Fields, source: String?
  ) -> DeclaredCalorimeter.Resolution? {
    let stochastic = input("stochastic", in: fields, .notNegative, source: source)
    let noise = input("noise", in: fields, as: .energy, .notNegative, source: source)
    let constant = input("constant", in: fields, .notNegative, source: source)
    guard let stochastic, let noise, let constant else { return nil }
    return .init(stochastic: stochastic, noise: noise, constant: constant)
  }

  private mutating func aperture(
    _ fields: Fields, behind last: DeclaredSegment?, source: String?
  ) -> (position: Double, radius: DeclaredNumber)? {
    let position = number("position", in: fields, as: .length, .notNegative)
    let radius = input("radius", in: fields, as: .length, .positive, source: source)
    guard let position, let radius else { return nil }
    if let end = last?.to, position - end.value < 5 * end.uncertainty {
      report(.behindCalorimeter(at: fields.place(of: "position")))
      return nil
    }
    return (position, radius)
  }

  /// The box is declared here with its uncertainty, and again as a region: both must agree.
  private mutating func isSignalRegion(
    _ below: Double, _ above: Double?, _ variable: Variable, in fields: Fields, _ signal: Region?
  ) -> Bool {
    guard let signal,
      let region = range(of: variable, in: signal, at: fields.place(of: "variable"))
    else { return false }
    func differs(_ one: Double, _ other: Double) -> Bool {
      abs(one - other) > 1e-9 * max(abs(one), abs(other))
    }
    guard let upper = region.upper, !differs(below, upper) else {
      report(.otherBox(region.upper, "upper", at: fields.place(of: "signal box below")))
      return false
    }
    let lowest = max(region.lower ?? 0, 0)
    guard above ?? 0 < below, (above ?? 0) >= lowest || !differs(above ?? 0, lowest) else {
      report(.otherBox(lowest, "lower", at: fields.place(of: "signal box above")))
      return false
    }
    return true
  }
}

extension Diagnostic {
  fileprivate static func notAnEnergy(_ name: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "not-an-energy",
      message: "'\(name)' is not an energy; name the visible energy that the box is cut in",
      span: span)
  }

  fileprivate static func behindCalorimeter(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "behind-calorimeter",
      message: "the last segment ends, within five times its uncertainty, behind the calorimeter",
      span: span)
  }

  /// - Parameter edge: Of the signal region, in GeV; nil for an open one.
  fileprivate static func otherBox(_ edge: Double?, _ side: String, at span: SourceSpan) -> Self {
    let found = edge.map { "is at \($0) GeV" } ?? "is open"
    return Self(
      severity: .error, id: "other-box",
      message: "the \(side) edge of the signal region \(found); the box of the decays must be the "
        + "same, or begin higher", span: span)
  }
}
