/// exp(−t²/2).
struct GaussianForm: FormulaForm {
  let range: ValueRange

  var parameters: [ShapeParameter] { ShapeParameter.peak(on: range) }

  func isDefined(over range: ValueRange) -> Bool { true }

  func start(for sample: StartingSample) -> [StartingValue] {
    sample.startingPeak
  }

  func plainFormula(at point: ArraySlice<Double>) -> Peak<Double> { peak(Array(point)) }

  func exactFormula(at point: ArraySlice<Double>) -> Peak<Jet<2, 3>> { peak(.jets(point)) }

  func append(_ number: Jet<2, 3>, to rows: inout DerivativeRows) { rows.append(number) }

  private func peak<Number>(_ point: [Number]) -> Peak<Number> {
    Peak(mean: point[0], width: point[1], range: range)
  }
}

/// A Gaussian with a power-law tail on one side.
struct CrystalBallForm: FormulaForm {
  let range: ValueRange
  let side: DensityShape.Side

  var parameters: [ShapeParameter] { ShapeParameter.peak(on: range) + ShapeParameter.tail("") }

  func isDefined(over range: ValueRange) -> Bool { true }

  func start(for sample: StartingSample) -> [StartingValue] {
    sample.startingPeak + sample.startingTail
  }

  func plainFormula(at point: ArraySlice<Double>) -> Peak<Double> { peak(Array(point)) }

  func exactFormula(at point: ArraySlice<Double>) -> Peak<Jet<4, 10>> { peak(.jets(point)) }

  func append(_ number: Jet<4, 10>, to rows: inout DerivativeRows) { rows.append(number) }

  private func peak<Number>(_ point: [Number]) -> Peak<Number> {
    let tail = PowerTail(start: point[2], power: point[3])
    return Peak(
      mean: point[0], width: point[1], lowerTail: side == .lower ? tail : nil,
      upperTail: side == .upper ? tail : nil, range: range)
  }
}

/// A Gaussian with a power-law tail on each side.
struct DoubleSidedCrystalBallForm: FormulaForm {
  let range: ValueRange

  var parameters: [ShapeParameter] {
    ShapeParameter.peak(on: range) + ShapeParameter.tail("lower ") + ShapeParameter.tail("upper ")
  }

  func isDefined(over range: ValueRange) -> Bool { true }

  func start(for sample: StartingSample) -> [StartingValue] {
    sample.startingPeak + sample.startingTail + sample.startingTail
  }

  func plainFormula(at point: ArraySlice<Double>) -> Peak<Double> { peak(Array(point)) }

  func exactFormula(at point: ArraySlice<Double>) -> Peak<Jet<6, 21>> { peak(.jets(point)) }

  func append(_ number: Jet<6, 21>, to rows: inout DerivativeRows) { rows.append(number) }

  private func peak<Number>(_ point: [Number]) -> Peak<Number> {
    Peak(
      mean: point[0], width: point[1],
      lowerTail: PowerTail(start: point[2], power: point[3]),
      upperTail: PowerTail(start: point[4], power: point[5]), range: range)
  }
}

extension ShapeParameter {
  /// A peak may be as narrow as 1e-9 of the range; a width of zero has no density.
  fileprivate static func peak(on range: ValueRange) -> [Self] {
    [
      Self("mean", unitPower: 1),
      Self("width", unitPower: 1, from: 1e-9 * range.width, to: .infinity),
    ]
  }

  /// Where the tail starts, in widths, and its power; neither may be zero.
  fileprivate static func tail(_ side: String) -> [Self] {
    [
      Self("\(side)tail start", unitPower: 0, from: 0.01, to: .infinity),
      Self("\(side)tail power", unitPower: 0, from: 0.01, to: .infinity),
    ]
  }
}

extension StartingSample {
  /// Customary values: a tail from 1.5 widths on, with the third power.
  fileprivate var startingTail: [StartingValue] {
    [
      StartingValue(value: 1.5, step: max(0.02, 2 / precision)),
      StartingValue(value: 3, step: max(0.1, 10 / precision)),
    ]
  }
}
