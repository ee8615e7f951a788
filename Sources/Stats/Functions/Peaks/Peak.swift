/// A Gaussian with up to two power-law tails.
struct Peak<Number: AnalyticNumber>: DensityFormula {
  private let core: GaussianCore<Number>
  private let lowerTail, upperTail: PowerTail<Number>?
  private let logWidth: Number
  private let anchorOffset: Number

  /// - Parameter range: Where the density is fitted; it sets the anchor of the logarithms.
  init(
    mean: Number, width: Number, lowerTail: PowerTail<Number>? = nil,
    upperTail: PowerTail<Number>? = nil, range: ValueRange
  ) {
    (self.lowerTail, self.upperTail) = (lowerTail, upperTail)
    logWidth = log(width)
    let above = mean.value < range.lower && upperTail == nil
    let below = mean.value > range.upper && lowerTail == nil
    core = GaussianCore(
      mean: mean, width: width, anchor: above ? range.lower : below ? range.upper : nil)
    anchorOffset = core.anchorOffset
  }

  func logDensity(at value: Double) -> Number {
    let place = core.place(value)
    if let lowerTail, place.deviation.value < -lowerTail.start.value {
      return anchorOffset + lowerTail.logDensity(at: -(place.deviation + lowerTail.start))
    }
    if let upperTail, place.deviation.value > upperTail.start.value {
      return anchorOffset + upperTail.logDensity(at: place.deviation - upperTail.start)
    }
    return core.logDensity(at: place)
  }

  func logIntegral(over range: ValueRange) -> Number {
    let (lower, upper) = (core.place(range.lower), core.place(range.upper))
    let parts = [lowerTailPart(lower, upper), corePart(lower, upper), upperTailPart(lower, upper)]
    return PeakIntegral.logSum(parts.compactMap(\.self)) + logWidth
  }
}

extension Peak {
  /// Where the Gaussian ends and a tail starts; `nil` without a tail.
  private var lowerJunction: PeakPlace<Number>? {
    lowerTail.map { PeakPlace(deviation: -$0.start, x: nil) }
  }

  private var upperJunction: PeakPlace<Number>? {
    upperTail.map { PeakPlace(deviation: $0.start, x: nil) }
  }

  private func lowerTailPart(
    _ lower: PeakPlace<Number>, _ upper: PeakPlace<Number>
  ) -> PeakIntegral<Number>? {
    guard let tail = lowerTail, let junction = lowerJunction, lower.isBelow(junction)
    else { return nil }
    let end = upper.isBelow(junction) ? upper : junction
    return tail.integral(
      from: end.x == nil ? Number(0) : -(end.deviation + tail.start),
      over: core.span(from: lower, to: end)
    ).scaled(by: anchorOffset)
  }

  private func upperTailPart(
    _ lower: PeakPlace<Number>, _ upper: PeakPlace<Number>
  ) -> PeakIntegral<Number>? {
    guard let tail = upperTail, let junction = upperJunction, junction.isBelow(upper)
    else { return nil }
    let end = junction.isBelow(lower) ? lower : junction
    return tail.integral(
      from: end.x == nil ? Number(0) : end.deviation - tail.start,
      over: core.span(from: end, to: upper)
    ).scaled(by: anchorOffset)
  }

  private func corePart(
    _ lower: PeakPlace<Number>, _ upper: PeakPlace<Number>
  ) -> PeakIntegral<Number>? {
    var (from, to) = (lower, upper)
    if let junction = lowerJunction, from.isBelow(junction) { from = junction }
    if let junction = upperJunction, junction.isBelow(to) { to = junction }
    return from.isBelow(to) ? core.integral(from: from, to: to) : nil
  }
}

extension PeakPlace {
  func isBelow(_ other: Self) -> Bool {
    // Values of x may differ by less than the rounding of their deviations.
    if let x, let otherX = other.x { return x < otherX }
    return deviation.value < other.deviation.value
  }
}
