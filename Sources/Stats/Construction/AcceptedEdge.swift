/// A signal of a construction, with the outcomes that rank above the observed one.
protocol ConstructionPoint {
  var signal: Double { get }
  /// The probability of these outcomes.
  var probability: Double { get }
  /// The probability, with the parameters of this signal, of the outcomes that two signals share.
  func probability(sharedWith other: Self) -> Double
}

/// Looks for the first accepted signal on the way from one signal to another.
struct AcceptedEdge<Point: ConstructionPoint> {
  /// CL: a signal is accepted if the outcomes that rank above have a smaller probability.
  let confidence: Double
  /// How near to each other two signals are not told apart.
  let resolution: Double
  let point: (Double) throws(NumericsError) -> Point

  func accepts(_ point: Point) -> Bool { point.probability < confidence }

  /// `nil` without one.
  ///
  /// What ranks above at both ends of a stretch ranks above between them, and the probability of a
  /// fixed set of outcomes has no minimum inside a stretch. So a stretch on which the shared outcomes
  /// hold CL at both ends has no accepted signal, and is not divided further.
  func first(from start: Point, to end: Point) throws(NumericsError) -> Double? {
    if accepts(start) { return start.signal }
    let shared = min(start.probability(sharedWith: end), end.probability(sharedWith: start))
    if shared >= confidence { return nil }
    if abs(start.signal - end.signal) <= resolution {
      return accepts(end) ? crossing(start, end) : nil
    }
    let middle = try point(start.signal + (end.signal - start.signal) / 2)
    if let edge = try first(from: start, to: middle) { return edge }
    return try first(from: middle, to: end)
  }

  /// Where the probability falls to CL on the straight line between the ends of a short stretch.
  private func crossing(_ start: Point, _ end: Point) -> Double {
    let share = (start.probability - confidence) / (start.probability - end.probability)
    return start.signal + (end.signal - start.signal) * share
  }
}
