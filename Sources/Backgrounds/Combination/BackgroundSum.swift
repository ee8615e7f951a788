public import Stats

/// What is added up: the lines that enter a total, and the limits that stand beside it.
public struct BackgroundSum: Sendable {
  /// A line that enters the total.
  public struct Line: Sendable {
    public let model: any FactorModel
    public let period: String?
    /// The limit that the model stands for; nil for an estimate.
    public let limit: BackgroundLimit?
  }

  public let lines: [Line]
  /// Limits that stand beside the total, with their run periods.
  public let listed: [(limit: BackgroundLimit, period: String?)]
  public let convention: UpperLimitConvention

  /// - Throws: `NumericsError` of kind `invalidInput` for two contributions of one name in one run
  ///   period, and for a factor name with two laws.
  public init(
    _ contributions: [Contribution], limits convention: UpperLimitConvention
  ) throws(NumericsError) {
    try Self.checkLabels(contributions)
    var (lines, listed) = ([Line](), [(limit: BackgroundLimit, period: String?)]())
    for contribution in contributions {
      let period = contribution.period
      switch contribution.amount {
      case .model(let model): lines.append(Line(model: model, period: period, limit: nil))
      case .atMost(let limit):
        if let model = try limit.model(convention, label: contribution.label) {
          lines.append(Line(model: model, period: period, limit: limit))
        } else {
          listed.append((limit, period))
        }
      }
    }
    (self.lines, self.listed, self.convention) = (lines, listed, convention)
    _ = try Factor.distinct(total.factors)
  }

  /// Everything that is added.
  public var total: SummedModel { SummedModel("total", of: lines.map(\.model)) }

  /// The sum of each run period, in the order in which the periods first occur.
  public var periods: [SummedModel] {
    var names: [String] = []
    for case let period? in lines.map(\.period) where !names.contains(period) {
      names.append(period)
    }
    return names.map { name in
      SummedModel(name, of: lines.filter { $0.period == name }.map(\.model))
    }
  }

  private static func checkLabels(_ contributions: [Contribution]) throws(NumericsError) {
    var seen: Set<String> = []
    for contribution in contributions where !seen.insert(contribution.label).inserted {
      throw NumericsError(
        .invalidInput, "the background '\(contribution.label)' occurs twice",
        advice: "give each background of a run period its own name")
    }
  }
}
