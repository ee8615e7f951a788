public import BlindAnalysis
import Stats

/// A side band with the function fitted to it, for a figure: events in bins, and what the function
/// expects there and on the way into the box.
public struct ExtrapolationCurve: Hashable, Sendable {
  /// The fit range and what it is extrapolated into, of which no more is shown than the fit range is
  /// wide, on the side of the fit; in the canonical unit of the variable.
  public let view: ClosedRange<Double>
  /// The bins of the side band, of equal width over the fit range.
  public let bins: [Bin]
  /// What the function expects in a bin of the same width, from place to place over the view; places
  /// where the function has no finite integral are missing.
  public let points: [Point]

  public struct Bin: Hashable, Sendable {
    public let lower, upper: Double
    public let observed: Int
    /// The central 68.27 % interval of the mean for the count observed (Garwood).
    public let interval: ClosedRange<Double>
    public let expected: Double
  }

  public struct Point: Hashable, Sendable {
    /// The middle of the bin.
    public let place: Double
    public let expected: Double
    /// From the covariance of the fit.
    public let error: Double
  }
}

extension SideBandExtrapolation {
  /// The central fit, made again, along the variable.
  ///
  /// - Parameter events: The open events of the side band.
  /// - Throws: `NumericsError` as the estimate does.
  public func curve(from events: OpenEvents) throws -> ExtrapolationCurve {
    let fit = try chosenFit(to: events).central.fit
    let count = bins ?? min(50, max(10, Int(Double(fit.events.count).squareRoot())))
    return ExtrapolationCurve(
      view: view, bins: try drawnBins(count, of: fit), points: points(of: fit, binsInRange: count))
  }

  private var view: ClosedRange<Double> {
    let width = fitRange.upper - fitRange.lower
    return targetRange.upper <= fitRange.lower
      ? max(targetRange.lower, targetRange.upper - width)...fitRange.upper
      : fitRange.lower...min(targetRange.upper, targetRange.lower + width)
  }

  private func drawnBins(
    _ count: Int, of fit: SideBandFit
  ) throws(NumericsError) -> [ExtrapolationCurve.Bin] {
    let edges = FittedFunction.edges(count, of: fit.range)
    let counts = try FittedFunction.counts(count, fit.events, fit.range).map { Int($0) }
    let garwood = try ClassicalInterval(
      background: BackgroundExpectation(value: 0, uncertainty: 0, constraint: .gaussian),
      confidence: ConfidenceLevel(0.6827), sides: .central)
    var drawn: [ExtrapolationCurve.Bin] = []
    for (observed, (lower, upper)) in zip(counts, zip(edges, edges.dropFirst())) {
      let mean = try garwood.interval(observed: observed)
      let expected = try fit.expectation(in: Stats.ValueRange(from: lower, to: upper)).value
      drawn.append(
        .init(
          lower: lower, upper: upper, observed: observed, interval: mean.lower...mean.upper,
          expected: expected))
    }
    return drawn
  }

  private func points(
    of fit: SideBandFit, binsInRange count: Int
  ) -> [ExtrapolationCurve.Point] {
    let (view, half) = (view, (fit.range.upper - fit.range.lower) / Double(count) / 2)
    return (0...Self.steps).compactMap { step in
      let place =
        view.lowerBound + (view.upperBound - view.lowerBound) * (Double(step) / Double(Self.steps))
      let (lower, upper) = (
        max(view.lowerBound, place - half), min(view.upperBound, place + half)
      )
      guard let bin = try? Stats.ValueRange(from: lower, to: upper),
        let found = try? fit.expectation(in: bin), found.value.isFinite, found.error.isFinite
      else { return nil }
      // At the ends, part of a bin stands for all of it.
      let scale = 2 * half / (upper - lower)
      return .init(place: place, expected: found.value * scale, error: found.error * scale)
    }
  }

  private static let steps = 160
}
