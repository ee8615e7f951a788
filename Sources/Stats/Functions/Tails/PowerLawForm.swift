/// (x / c)ᵏ for x above zero, with the geometric middle c of the range.
struct PowerLawForm: FormulaForm, ExponentialFamily {
  /// The range in ln x.
  private let coordinates: ValueRange

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a range down to zero or below.
  init(range: ValueRange) throws(NumericsError) {
    coordinates = try TailShape.powerLaw.coordinates(range)
  }

  /// ln c.
  private var logMiddle: Double { coordinates.middle }

  var parameters: [ShapeParameter] { [ShapeParameter("exponent", unitPower: 0)] }

  func isDefined(over range: ValueRange) -> Bool { range.lower >= 0 }

  func statistics(at value: Double) -> [Double] { [log(value) - logMiddle] }

  func start(for sample: StartingSample) -> [StartingValue] {
    let part = (try? TailShape.powerLaw.coordinates(sample.range)) ?? coordinates
    let slope = sample.startingSlope(over: part) { log($0) }
    return [StartingValue(value: slope.value - 1, step: slope.step)]
  }

  func plainFormula(at point: ArraySlice<Double>) -> PowerLawFormula<Double> {
    PowerLawFormula(exponent: point[point.startIndex], logMiddle: logMiddle)
  }

  func exactFormula(at point: ArraySlice<Double>) -> PowerLawFormula<Jet<1, 1>> {
    PowerLawFormula(exponent: Jet(point[point.startIndex], parameter: 0), logMiddle: logMiddle)
  }

  func append(_ number: Jet<1, 1>, to rows: inout DerivativeRows) { rows.append(number) }
}

/// As xᵏ dx = exp((k + 1) t) dt in t = ln x.
struct PowerLawFormula<Number: AnalyticNumber>: DensityFormula {
  let exponent: Number
  let logMiddle: Double

  func logDensity(at value: Double) -> Number { exponent * (log(value) - logMiddle) }

  func logIntegral(over range: ValueRange) -> Number {
    guard range.lower > 0 else { return logIntegral(fromZeroTo: range.upper) }
    // Not ln b − ln a, which cancels in a narrow range.
    let width = log1p(range.width / range.lower)
    let middle = log(range.lower) + width / 2
    return exponent * (middle - logMiddle) + middle + log(width)
      + logSinhc((exponent + 1) * (width / 2))
  }

  /// Infinite for an exponent of −1 or less.
  private func logIntegral(fromZeroTo upper: Double) -> Number {
    guard exponent.value > -1 else { return Number(.infinity) }
    return exponent * (log(upper) - logMiddle) + log(upper) - log(exponent + 1)
  }
}
