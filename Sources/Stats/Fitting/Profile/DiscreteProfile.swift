/// The profile of a quantity with the function that is fitted as one more nuisance parameter.
///
/// Each function has 2(−ln L) as a function of the quantity, plus a penalty for each of its
/// parameters; the profile is the lowest of them at every value. The best value is that of the
/// function with the lowest minimum, and the interval runs from the lowest to the highest value at
/// which any function is within one of it: where the profile leaves the level between two functions,
/// the values between them are kept.
/// Reference: P. D. Dauncey, M. Kenzie, N. Wardle, G. J. Davies, JINST 10 (2015) P04015,
/// arXiv:1408.6865, with its correction of one per parameter.
public struct DiscreteProfile: Hashable, Sendable {
  /// Added to 2(−ln L) for each parameter of a function: by so much a useless parameter lowers it
  /// on average.
  public static let penaltyPerParameter = 1.0

  /// A function that lies closer than this to the level has no interval: it would be narrower than
  /// −ln L is precise.
  fileprivate static let smallestLevel = 1e-6

  /// One function that was fitted.
  public struct Candidate: Sendable {
    public let name: String
    let result: FitResult
    let quantity: DerivedQuantity

    /// - Parameters:
    ///   - result: Of the same events as that of every other candidate.
    ///   - quantity: Of this fit's parameters.
    public init(_ name: String, _ result: FitResult, _ quantity: DerivedQuantity) {
      (self.name, self.result, self.quantity) = (name, result, quantity)
    }

    /// 2(−ln L) with the penalty.
    var height: Double {
      2 * result.minimum + DiscreteProfile.penaltyPerParameter * Double(result.parameters.count)
    }
  }

  /// What one function contributes.
  public struct Entry: Hashable, Sendable {
    public let name: String
    public let value: Double
    /// How far 2(−ln L) with the penalty lies above that of the best function.
    public let rise: Double
    /// Where its own profile crosses the common level; nil if it lies above the level everywhere.
    public let interval: ProfileInterval?
  }

  /// In the order of the candidates.
  public let entries: [Entry]
  /// The place of the best function, the first of equals.
  public let best: Int
  /// Ends of the interval, and the best value between them.
  public let lower, upper: Double

  public var value: Double { entries[best].value }

  /// - Parameter candidates: At least one.
  /// - Throws: ``NumericsError/Kind/invalidInput`` without a candidate,
  ///   ``NumericsError/Kind/notConverged`` for a profile without an end, and as
  ///   ``FitResult/profileInterval(of:level:)-(DerivedQuantity,_)``.
  public init(_ candidates: [Candidate]) throws(NumericsError) {
    let heights = candidates.map(\.height)
    guard let lowest = heights.min(), let best = heights.firstIndex(of: lowest) else {
      throw NumericsError(
        .invalidInput, "a choice of functions needs at least one", advice: "give a function")
    }
    self.best = best
    var entries: [Entry] = []
    for (candidate, height) in zip(candidates, heights) {
      entries.append(try Entry(candidate, rise: height - lowest))
    }
    self.entries = entries
    let intervals = entries.compactMap(\.interval)
    var ends: [Double] = []
    for end in intervals.flatMap({ [$0.lower, $0.upper] }) { ends.append(try end.place()) }
    lower = ends.min() ?? entries[best].value
    upper = ends.max() ?? entries[best].value
  }
}

extension DiscreteProfile.Entry {
  fileprivate init(
    _ candidate: DiscreteProfile.Candidate, rise: Double
  ) throws(NumericsError) {
    (name, self.rise) = (candidate.name, rise)
    value = try candidate.quantity.evaluate(at: candidate.result.values).value
    interval =
      1 - rise > DiscreteProfile.smallestLevel
      ? try candidate.result.profileInterval(of: candidate.quantity, level: 1 - rise) : nil
  }
}

extension ProfileInterval.End {
  fileprivate func place() throws(NumericsError) -> Double {
    switch self {
    case .crossing(let value), .bound(let value): return value
    case .open:
      throw NumericsError(
        .notConverged, "the profile of a function never reaches its level",
        advice: "leave out this function, or take the envelope")
    }
  }
}
