/// A posterior density of the signal with one peak, which may lie at zero.
protocol SignalPosterior {
  /// A signal of the size of the bulk, above zero.
  var typicalSignal: Double { get }
  /// The posterior probability above a signal.
  func exceedance(_ signal: Double) throws(NumericsError) -> Double
  /// The posterior density up to a constant factor.
  func density(_ signal: Double) throws(NumericsError) -> Double
}

extension SignalPosterior {
  /// The signal with a given posterior probability above it.
  func signal(exceeded probability: Double) throws(NumericsError) -> Double {
    var high = typicalSignal
    while try exceedance(high) > probability { high *= 2 }
    return try root(from: 0, to: high) { (signal) throws(NumericsError) in
      try exceedance(signal) - probability
    }
  }

  /// The shortest interval; it leaves out a given probability on both sides together.
  ///
  /// Its ends have the same density, unless it begins at zero.
  func shortest(leavingOut probability: Double) throws(NumericsError) -> SignalInterval {
    let limit = try signal(exceeded: probability)
    if try density(0) >= density(limit) { return SignalInterval(lower: 0, upper: limit) }
    func ends(_ below: Double) throws(NumericsError) -> SignalInterval {
      SignalInterval(
        lower: try signal(exceeded: 1 - below), upper: try signal(exceeded: probability - below))
    }
    let below = try root(from: 0, to: probability * (1 - 1e-9)) {
      (below) throws(NumericsError) in
      let interval = try ends(below)
      return try density(interval.lower) - density(interval.upper)
    }
    return try ends(below)
  }
}
