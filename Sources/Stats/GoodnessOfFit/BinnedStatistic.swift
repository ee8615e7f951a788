/// How far binned counts lie from their expectations, as a χ².
public enum BinnedStatistic: String, Hashable, Sendable, CaseIterable {
  /// Σ (n − μ)²/μ.
  case pearson
  /// Σ (n − μ)²/n over the bins with events.
  case neyman
  /// 2 Σ (μ − n + n ln(n/μ)), the likelihood χ² of Poisson counts.
  ///
  /// Reference: S. Baker, R. D. Cousins, Nucl. Instrum. Meth. 221 (1984) 437.
  case bakerCousins = "baker-cousins"

  /// What one bin contributes; nil for a bin that this statistic leaves out.
  ///
  /// Infinite for events where none is expected.
  func contribution(_ count: Int, mean: Double) -> Double? {
    if mean == 0 { return count == 0 ? nil : .infinity }
    if count == 0, self == .neyman { return nil }
    let number = Double(count)
    let pull = number - mean
    return switch self {
    case .pearson: pull * (pull / mean)
    case .neyman: pull * (pull / number)
    case .bakerCousins: 2 * poissonHalfDeviance(number, mean: mean)
    }
  }
}
