/// A method that turns one count N ~ Poisson(s f + b) into an interval on the signal s.
public protocol CountingInterval: Sendable {
  var method: IntervalMethod { get }
  var background: BackgroundExpectation { get }
  /// What is known about the efficiency factor f.
  var signalScale: SignalScale { get }
  var confidence: ConfidenceLevel { get }

  /// The signals, in the events of ``signalScale``, that the observed count allows at the confidence level.
  ///
  /// - Parameter observed: Zero to 1e12, or to a lower bound that the method states.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  func interval(observed: Int) throws(NumericsError) -> SignalInterval

  /// The upper ends to expect from background alone, by enumeration of all counts.
  ///
  /// A count is discrete, so several entries of the band may coincide.
  /// - Throws: ``NumericsError/Kind/tooLarge`` when background and uncertainty together spread over
  ///   millions of counts, and what the intervals themselves throw.
  func expected() throws(NumericsError) -> ExpectedBand
}

extension CountingInterval {
  public func expected() throws(NumericsError) -> ExpectedBand {
    try ExpectedBand(background) { (count, _, _) throws(NumericsError) in
      try interval(observed: count).upper
    }
  }
}

extension CountingCLs: CountingInterval {
  public var method: IntervalMethod { .cls }

  /// From zero to ``upperLimit(observed:)``.
  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    SignalInterval(lower: 0, upper: try upperLimit(observed: observed))
  }
}
