/// The posterior of the Jeffreys prior: ∝ (s + b)^(n − ½) exp(−s − b), a gamma density cut at b.
struct TruncatedGammaPosterior: SignalPosterior {
  private let shape: Double
  private let background: Double

  init(background: Double, observed: Int) {
    (self.background, shape) = (background, Double(observed) + 0.5)
  }

  var typicalSignal: Double { max(1, shape - background) }

  func density(_ signal: Double) throws(NumericsError) -> Double {
    let mean = background + signal
    guard mean > 0 else { return shape > 1 ? 0 : .infinity }
    let peak = max(background, shape - 1)
    guard peak > 0 else { return exp((shape - 1) * log(mean) - mean) }
    return exp((shape - 1) * (log(mean) - log(peak)) - (mean - peak))
  }

  /// Q(n + ½, b + s) / Q(n + ½, b); far above n both underflow, and only their ratio is formed.
  func exceedance(_ signal: Double) throws(NumericsError) -> Double {
    guard background > shape + 1 else {
      return try gammaQ(shape: shape, background + signal) / gammaQ(shape: shape, background)
    }
    let powers = exp(shape * log1p(signal / background) - signal)
    return powers * tailFraction(background + signal) / tailFraction(background)
  }

  /// Γ(k, x) / (x^k exp(−x)) for x above k + 1, as a continued fraction.
  ///
  /// Reference: NIST Digital Library of Mathematical Functions, 8.9.2, in Legendre's even form,
  /// evaluated by the modified method of W. J. Lentz, Appl. Opt. 15 (1976) 668.
  private func tailFraction(_ x: Double) -> Double {
    var partial = x + 1 - shape
    var ratio = 1 / partial
    var (numerator, value) = (Double.infinity, ratio)
    for index in 1...1_000_000 {
      let coefficient = -Double(index) * (Double(index) - shape)
      partial += 2
      ratio = 1 / (coefficient * ratio + partial)
      numerator = partial + coefficient / numerator
      let factor = ratio * numerator
      value *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return value
  }
}
