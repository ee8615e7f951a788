import Stats

/// A density of any number of parameters, fitted to events or to their histograms.
///
/// Several bands are fitted together: they share the shape, and each has a yield of its own.
struct FittedFunction {
  /// Of the first band, which is the one that predicts.
  let likelihood: any ExtendedLikelihood
  let result: FitResult
  /// For each parameter of the likelihood, its place in the result.
  private let places: [Int]

  /// - Parameters:
  ///   - bands: At least one, each with events of its own.
  ///   - bins: Of equal width over each range; nil for an unbinned fit.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  init(
    _ density: ParametricDensity, to bands: [RangeEvents], bins: Int?
  ) throws(NumericsError) {
    try Self.checkCounts(bands, parameters: density.parameters.count)
    var likelihoods: [any ExtendedLikelihood] = []
    for band in bands { likelihoods.append(try Self.likelihood(density, band, bins: bins)) }
    guard let first = likelihoods.first else { throw .tooFewEvents(0, needed: 1) }
    likelihood = first
    let objective =
      bands.count == 1 ? first : try Self.sum(likelihoods, counts: bands.map(\.events.count))
    let result = try Fit(objective).minimum()
    places = first.parameters.compactMap { parameter in
      result.parameters.firstIndex { $0.name == parameter.name }
    }
    self.result = result
  }

  /// The values of the density's parameters.
  var shape: [Double] { Array(point(in: result.values).dropFirst()) }

  /// The shape parameters as the result names them.
  var shapeParameters: [(name: String, value: Double)] {
    places.dropFirst().map { (result.parameters[$0].name, result.values[$0]) }
  }

  /// The yield of the first band in the range of the density.
  var yield: Double { point(in: result.values)[0] }

  /// The parameters of the likelihood among those of the fit.
  private func point(in values: [Double]) -> [Double] { places.map { values[$0] } }

  /// Derivatives in the parameters of the likelihood as ones in those of the fit.
  func spread(_ gradient: [Double]) -> [Double] {
    var all = result.values.map { _ in 0.0 }
    for (place, element) in zip(places, gradient) { all[place] = element }
    return all
  }

  /// The expectation in a range as a function of the parameters.
  func events(in target: Stats.ValueRange) -> DerivedQuantity {
    DerivedQuantity("expected events") { values throws(NumericsError) in
      let expectation = try likelihood.expectation(in: target, at: point(in: values))
      return (expectation.value, spread(expectation.gradient))
    }
  }

  // MARK: Likelihoods

  private static func likelihood(
    _ density: ParametricDensity, _ band: RangeEvents, bins: Int?
  ) throws(NumericsError) -> any ExtendedLikelihood {
    guard let bins else {
      return try UnbinnedLikelihood(density, events: band.events, in: [band.range])
    }
    return try BinnedLikelihood(
      density, edges: edges(bins, of: band.range),
      counts: counts(bins, band.events, band.range), in: [band.range])
  }

  /// The band with the most events comes first, since it decides where the shape starts.
  private static func sum(
    _ likelihoods: [any ExtendedLikelihood], counts: [Int]
  ) throws(NumericsError) -> any FitObjective {
    let named = likelihoods.enumerated().map { index, likelihood -> any FitObjective in
      index == 0
        ? likelihood : RenamedObjective(likelihood, ["yield": "yield of band \(index + 1)"])
    }
    let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    return try ObjectiveSum(order.map { named[$0] })
  }

  /// One event more than parameters, never fewer than the simplest tail needs, and none without any.
  private static func checkCounts(
    _ bands: [RangeEvents], parameters: Int
  ) throws(NumericsError) {
    let count = bands.reduce(0) { $0 + $1.events.count }
    let needed = max(TailFit.minimumEvents, parameters + 1 + bands.count)
    guard count >= needed else { throw .tooFewEvents(count, needed: needed) }
    guard bands.allSatisfy({ !$0.events.isEmpty }) else { throw .tooFewEvents(0, needed: 1) }
  }

  /// The last edge is that of the range to the last digit.
  static func edges(_ bins: Int, of range: Stats.ValueRange) -> [Double] {
    (0..<bins).map { range.lower + (range.upper - range.lower) * (Double($0) / Double(bins)) }
      + [range.upper]
  }

  /// The upper edge of the range belongs to the last bin, other edges to the bin above.
  static func counts(
    _ bins: Int, _ events: [Double], _ range: Stats.ValueRange
  ) throws(NumericsError) -> [Double] {
    var counts = Array(repeating: 0.0, count: bins)
    for event in events {
      let place = (event - range.lower) / (range.upper - range.lower) * Double(bins)
      guard let bin = Int(exactly: place.rounded(.down)) else { throw .notFinite }
      counts[min(max(bin, 0), bins - 1)] += 1
    }
    return counts
  }
}

extension NumericsError {
  fileprivate static func tooFewEvents(_ count: Int, needed: Int) -> Self {
    Self(
      .tooFewEvents,
      "the fit range holds \(count) \(count == 1 ? "event" : "events"), and a fit of this function "
        + "needs at least \(needed)",
      advice: "widen the side band, choose a function with fewer parameters, or declare an upper "
        + "limit on this background")
  }

  fileprivate static var notFinite: Self {
    Self(
      .invalidInput, "a value of the fitted variable is not finite",
      advice: "require finite values in the selection")
  }
}
