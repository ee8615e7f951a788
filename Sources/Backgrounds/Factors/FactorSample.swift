public import Stats

/// The expectations of several models over one sample of their factors.
///
/// Factors of one name take one value in each draw, whichever model they are in, so that the
/// models vary together as they should.
public struct FactorSample: Sendable {
  /// One for each model, in their order.
  public let estimates: [SampledPropagation]

  /// - Parameters:
  ///   - models: At least one.
  ///   - draws: 100 to 1,000,000, and no more than 5e7 for all models together.
  ///   - source: Takes one number for each factor and draw, factors in the order of their names: the
  ///     order of the models changes nothing.
  /// - Throws: `NumericsError` outside these ranges, and where an expectation is not defined.
  public init(
    of models: [any FactorModel], draws: Int, from source: inout some UniformSource
  ) throws(NumericsError) {
    guard !models.isEmpty, draws >= 100, draws <= 1_000_000, draws * models.count <= 50_000_000
    else {
      throw NumericsError(
        .invalidInput, "a sampled propagation needs 100 to 1000000 draws, 5e7 over all models",
        advice: "10000 draws give an uncertainty to 1 %")
    }
    let factors = try Factor.distinct(models.flatMap(\.factors))
    var columns = [SampledColumns](repeating: SampledColumns(draws), count: models.count)
    var draw = FactorDraw(of: factors)
    for _ in 0..<draws {
      try draw.next(from: &source)
      for (index, model) in models.enumerated() { try columns[index].add(model, draw) }
    }
    var estimates: [SampledPropagation] = []
    for (model, column) in zip(models, columns) {
      estimates.append(try SampledPropagation(model, column))
    }
    self.estimates = estimates
  }

  /// The linear correlation of two estimates; zero when one of them does not vary.
  ///
  /// - Parameters:
  ///   - first: Position of a model; out of range gives zero.
  ///   - second: The same.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    guard estimates.indices.contains(first), estimates.indices.contains(second) else { return 0 }
    let (one, other) = (estimates[first], estimates[second])
    let scale = one.standardDeviation * other.standardDeviation
    guard scale > 0 else { return 0 }
    var sum = CompensatedSum()
    for (x, y) in zip(one.draws, other.draws) { sum.add((x - one.mean) * (y - other.mean)) }
    return min(max(sum.value / Double(one.draws.count - 1) / scale, -1), 1)
  }
}

extension FactorModel {
  /// Propagates the uncertainties by sampling the laws of the factors.
  ///
  /// - Parameters:
  ///   - draws: 100 to 1,000,000.
  ///   - source: Takes one number for each factor and draw, factors in the order of their names.
  /// - Throws: As ``FactorSample``.
  public func sampled(
    draws: Int, from source: inout some UniformSource
  ) throws(NumericsError) -> SampledPropagation {
    try FactorSample(of: [self], draws: draws, from: &source).estimates[0]
  }
}

/// One draw of all factors, and the same with the factors of the other kind at their means.
struct FactorDraw {
  private let factors: [Factor]
  private(set) var all: FactorValues
  private(set) var statistical: FactorValues
  private(set) var systematic: FactorValues

  /// Every factor at its mean, until the first draw.
  init(of factors: [Factor]) {
    self.factors = factors
    all = .means(of: factors)
    (statistical, systematic) = (all, all)
  }

  mutating func next(from source: inout some UniformSource) throws(NumericsError) {
    for factor in factors {
      let value = try factor.law.quantile(source.uniform())
      all[factor] = value
      switch factor.kind {
      case .statistical: statistical[factor] = value
      case .systematic: systematic[factor] = value
      }
    }
  }
}

/// What a model expects in each draw.
struct SampledColumns {
  private(set) var all: [Double] = []
  private(set) var statistical: [Double] = []
  private(set) var systematic: [Double] = []

  init(_ draws: Int) {
    all.reserveCapacity(draws)
    statistical.reserveCapacity(draws)
    systematic.reserveCapacity(draws)
  }

  mutating func add(_ model: some FactorModel, _ draw: FactorDraw) throws(NumericsError) {
    all.append(try model.finiteExpectation(draw.all))
    statistical.append(try model.finiteExpectation(draw.statistical))
    systematic.append(try model.finiteExpectation(draw.systematic))
  }
}
