import BlindAnalysis
import Stats

/// A line of the background table on its way: what it rests on, before it is estimated.
struct TableEntry {
  private enum Content {
    case estimated(BackgroundEstimate, model: (any FactorModel)?)
    case model(any FactorModel, method: String, source: String?)
  }

  private var content: Content
  /// The limit that the model stands for; nil for an estimate.
  private var limit: BackgroundLimit?
  fileprivate var datasets: [String] = []
  fileprivate var comparison: BackgroundEstimate.Comparison?
  fileprivate(set) var standing = BackgroundEstimate.Standing.added
  /// What of it enters the sum.
  fileprivate var share = 1.0

  /// A line without named factors.
  init(_ estimate: BackgroundEstimate) throws(NumericsError) {
    switch estimate.amount {
    case .atMost:
      content = .estimated(estimate, model: nil)
      standing = .beside
    case .expectation(let expectation):
      content = .estimated(estimate, model: try UnnamedUncertainty(estimate.name, expectation))
    }
  }

  /// A line made of named factors.
  init(
    _ model: any FactorModel, method: String, source: String? = nil,
    _ limit: BackgroundLimit? = nil
  ) {
    content = .model(model, method: method, source: source)
    self.limit = limit
  }

  var name: String {
    switch content {
    case .estimated(let estimate, _): estimate.name
    case .model(let model, _, _): model.name
    }
  }

  /// What stands for the line in a sum of models; nil for an upper limit that is only listed.
  var model: (any FactorModel)? {
    switch content {
    case .model(let model, _, _): model
    case .estimated(_, let model): model
    }
  }

  /// - Throws: `NumericsError` where the expectation is not defined.
  func estimate() throws(NumericsError) -> BackgroundEstimate {
    var estimate: BackgroundEstimate
    switch content {
    case .estimated(let known, _): estimate = known
    case .model(let model, let method, let source):
      estimate = try BackgroundEstimate(model, method: method, source: source)
    }
    (estimate.datasets, estimate.standing) = (datasets, standing)
    (estimate.comparison, estimate.limit, estimate.share) = (comparison, limit, share)
    return estimate
  }

  /// The line for some datasets only, its exposure moving with that of all.
  func over(_ period: RunExposure.Period, of total: Factor) -> Self {
    var entry = self
    entry.datasets = period.datasets
    if case .model(let model, let method, let source) = content {
      let part = PartialExposure(model, own: period.onTarget, common: total)
      entry.content = .model(part, method: method, source: source)
    }
    return entry
  }
}

extension [TableEntry] {
  /// Compares the estimates that stand for the same events, and leaves one of each pair in the sum.
  ///
  /// - Throws: `NumericsError` for two estimates that are the same measurement.
  mutating func compare(_ backgrounds: [Background]) throws(NumericsError) {
    for background in backgrounds {
      guard case .upstream(let upstream) = background.model,
        let declared = upstream.comparison,
        let this = firstIndex(where: { $0.name == background.name }),
        let other = firstIndex(where: { $0.name == declared.other })
      else { continue }
      try compare(this, other, declared.use)
    }
  }

  private mutating func compare(
    _ this: Int, _ other: Int, _ use: DeclaredUpstream.Comparison.Use
  ) throws(NumericsError) {
    guard let first = self[this].model, let second = self[other].model else { return }
    let found = try EstimateComparison(first.propagated(), second.propagated())
    self[this].comparison = .init(other: self[other].name, result: found)
    if use != .this { self[this].standing = .beside }
    if use != .other { self[other].standing = .beside }
    let weight =
      switch use {
      case .this: 1.0
      case .other: 0.0
      case .average: found.positiveWeight
      }
    (self[this].share, self[other].share) = (weight, 1 - weight)
    guard use == .average else { return }
    let pair = WeightedPair(
      "\(second.name), average", first, weight: weight, second)
    var average = TableEntry(pair, method: "average of two estimates, by their covariance")
    average.datasets = self[this].datasets
    insert(average, at: Swift.max(this, other) + 1)
  }
}
