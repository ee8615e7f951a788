import BlindAnalysis
import Stats

/// A fit with what it predicts for the box.
struct PlacedFit {
  let fit: SideBandFit
  let summary: ExtrapolationFit
}

/// The central fit of a side band, with what the choice of its function and its range adds.
struct ChosenFit {
  let central: PlacedFit
  let variations: [ExtrapolationFit]
  /// Of the functions; nil where their envelope was taken.
  let profile: DiscreteProfile?
  let systematicDown, systematicUp: Double
}

extension SideBandExtrapolation {
  func chosenFit(to events: OpenEvents) throws -> ChosenFit {
    switch systematics.method {
    case .envelope: try enveloped(events)
    case .discreteProfiling: try profiled(events)
    }
  }

  /// Every function on every range; the first is the central one.
  private func enveloped(_ events: OpenEvents) throws -> ChosenFit {
    let central = try fit(function, on: fitRange, to: events)
    let others = try functions.flatMap { function in
      try ranges.compactMap { range in
        function == self.function && range == fitRange
          ? nil : try fit(function, on: range, to: events).summary
      }
    }
    let (down, up) = central.summary.predicted.envelope(of: others.map(\.predicted))
    return ChosenFit(
      central: central, variations: others, profile: nil, systematicDown: down, systematicUp: up)
  }

  /// Every function on the range of the side band, and the best one on the other ranges.
  ///
  /// Fits on other ranges have other events, so that their likelihoods cannot be compared. What the
  /// choice of the function adds to the best one's profile error is a systematic uncertainty, in
  /// quadrature with the envelope of the ranges.
  private func profiled(_ events: OpenEvents) throws -> ChosenFit {
    let candidates = try functions.map { try fit($0, on: fitRange, to: events) }
    let profile = try placed(function, fitRange) { () throws(NumericsError) in
      try DiscreteProfile(candidates.discreteCandidates(predicting: target()))
    }
    let central = candidates[profile.best]
    let other = try ranges.dropFirst().map {
      try fit(central.fit.function, on: $0, to: events).summary
    }
    let own = try placed(function, fitRange) { () throws(NumericsError) in
      try central.fit.profileInterval(in: target())
    }
    let (down, up) = central.summary.predicted.envelope(of: other.map(\.predicted))
    let value = central.summary.predicted
    return ChosenFit(
      central: central,
      variations: candidates.enumerated().filter { $0.offset != profile.best }
        .map(\.element.summary) + other,
      profile: profile,
      systematicDown: down.combined(withExcessOf: value - profile.lower, over: own.lowerError),
      systematicUp: up.combined(withExcessOf: profile.upper - value, over: own.upperError))
  }

  private var functions: [TailFunction] {
    [function] + systematics.functions.filter { $0 != function }
  }

  private var ranges: [BlindAnalysis.ValueRange] {
    [fitRange] + systematics.ranges.filter { $0 != fitRange }
  }

  // MARK: Fits

  func target() throws(NumericsError) -> Stats.ValueRange { try Stats.ValueRange(targetRange) }

  private func fit(
    _ function: TailFunction, on range: BlindAnalysis.ValueRange, to events: OpenEvents
  ) throws(NumericsError) -> PlacedFit {
    try placed(function, range) { () throws(NumericsError) in
      var predicted = [try target()]
      if let validation { predicted.append(try Stats.ValueRange(validation.range)) }
      let fit = try SideBandFit(
        function, to: events.values, in: Stats.ValueRange(range),
        together: bands(together: events), bins: bins, predicting: predicted)
      return PlacedFit(fit: fit, summary: try ExtrapolationFit(fit, into: target()))
    }
  }

  private func bands(together events: OpenEvents) throws(NumericsError) -> [RangeEvents] {
    var bands: [RangeEvents] = []
    for (band, values) in zip(jointBands, events.jointValues) {
      bands.append(RangeEvents(values, in: try Stats.ValueRange(band.range)))
    }
    return bands
  }

  /// Says in an error which fit it is about.
  func placed<Value>(
    _ function: TailFunction, _ range: BlindAnalysis.ValueRange,
    _ work: () throws(NumericsError) -> Value
  ) throws(NumericsError) -> Value {
    do throws(NumericsError) { return try work() } catch {
      throw NumericsError(
        error.kind,
        "\(function.rawValue) on \(range.lower) .. \(range.upper) of '\(sideBand)': \(error.reason)",
        advice: error.advice)
    }
  }
}

extension [PlacedFit] {
  fileprivate func discreteCandidates(
    predicting target: Stats.ValueRange
  ) throws(NumericsError) -> [DiscreteProfile.Candidate] {
    var candidates: [DiscreteProfile.Candidate] = []
    for placed in self {
      let general = try placed.fit.general()
      candidates.append(
        .init(placed.fit.function.rawValue, general.result, general.events(in: target)))
    }
    return candidates
  }
}

extension Double {
  /// How far the lowest and the highest of some predictions lie from this one.
  func envelope(of others: [Double]) -> (down: Double, up: Double) {
    (Swift.max(0, self - (others.min() ?? self)), Swift.max(0, (others.max() ?? self) - self))
  }

  /// In quadrature with what one error has over another that is part of it.
  func combined(withExcessOf whole: Double, over part: Double?) -> Double {
    let excess = max(0, whole * whole - (part ?? 0) * (part ?? 0))
    return (self * self + excess).squareRoot()
  }
}

extension Stats.ValueRange {
  init(_ range: BlindAnalysis.ValueRange) throws(NumericsError) {
    try self.init(from: range.lower, to: range.upper)
  }
}
