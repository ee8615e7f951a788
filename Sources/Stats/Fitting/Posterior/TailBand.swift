/// A fit range with its events or their histogram, as the posterior of a tail needs it.
public struct TailBand: Sendable {
  let shape: TailShape
  let range: ValueRange
  /// The range in the coordinate t of the shape.
  let coordinates: ValueRange
  /// Events in the range.
  let count: Int
  /// Σ (t − lower edge) and Σ (upper edge − t); of a histogram as if the events of a bin lay at its near
  /// edge, which is how the likelihood falls far from its peak.
  let fromLower, fromUpper: Double
  private let content: Content

  private enum Content {
    case events(meanOffset: Double)
    case histogram([(bin: ValueRange, count: Double)])
  }

  /// - Parameter sample: At least one event.
  /// - Throws: ``NumericsError/Kind/tooFewEvents`` for none.
  public init(_ sample: TailSample) throws(NumericsError) {
    guard sample.count > 0 else { throw .emptyBand }
    (shape, range, coordinates) = (sample.shape, sample.range, sample.coordinates)
    count = sample.count
    let size = Double(count) * coordinates.width
    fromLower = size * (sample.meanOffset + 0.5)
    fromUpper = size * (0.5 - sample.meanOffset)
    content = .events(meanOffset: sample.meanOffset)
  }

  /// - Parameters:
  ///   - edges: Of the bins, ascending, at least two.
  ///   - counts: One for each bin, whole numbers from zero up, at least one event in all.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for edges and counts that do not match, and for a
  ///   power law not above zero; ``NumericsError/Kind/tooFewEvents`` for no event.
  public init(
    _ shape: TailShape, edges: [Double], counts: [Double]
  ) throws(NumericsError) {
    guard let lower = edges.first, let upper = edges.last, counts.count == edges.count - 1,
      counts.allSatisfy({ $0 >= 0 && Int(exactly: $0) != nil }),
      let count = Int(exactly: counts.reduce(0, +))
    else {
      throw NumericsError(
        .invalidInput, "a histogram needs a whole number of events for each bin",
        advice: "give one more edge than counts")
    }
    guard count > 0 else { throw .emptyBand }
    (self.shape, self.count) = (shape, count)
    range = try ValueRange(from: lower, to: upper)
    coordinates = try shape.coordinates(range)
    var filled: [(bin: ValueRange, count: Double)] = []
    var (below, above) = (0.0, 0.0)
    for (index, events) in counts.enumerated() where events > 0 {
      let bin = try ValueRange(from: edges[index], to: edges[index + 1])
      let place = try shape.coordinates(bin)
      below += events * (place.lower - coordinates.lower)
      above += events * (coordinates.upper - place.upper)
      filled.append((bin, events))
    }
    (fromLower, fromUpper) = (below, above)
    content = .histogram(filled)
  }

  /// ln of the likelihood of the slope, whatever the yield is.
  func logLikelihood(slope: Double) throws(NumericsError) -> Double {
    let halfSpan = slope * coordinates.width / 2
    switch content {
    case .events(let meanOffset):
      return Double(count) * (2 * halfSpan * meanOffset - LogSinhc.value(halfSpan))
    case .histogram(let filled):
      let density = try TailDensity(shape, parameter: shape.parameter(slope: slope), on: range)
      var sum = CompensatedSum()
      for (bin, events) in filled { sum.add(events * (try density.logShare(in: bin).value)) }
      return sum.value
    }
  }

  /// −d² ln L / d slope², for a histogram at most.
  func curvature(slope: Double) -> Double {
    let half = coordinates.width / 2
    return Double(count) * LogSinhc.curvature(slope * half) * half * half
  }
}

extension NumericsError {
  fileprivate static var emptyBand: Self {
    Self(.tooFewEvents, "a band holds no event", advice: "widen the band")
  }
}
