import Stats

/// The rule by which a number `value ± uncertainty` of an analysis file becomes a law.
extension FactorLaw {
  /// Of a share or an efficiency: log-normal, or a Gaussian cut to 0…1 near its bounds.
  ///
  /// A small share is a product of many effects and cannot be zero, so it is log-normal; it is
  /// Gaussian when it is zero, or when six standard deviations more would take it beyond one.
  static func share(_ value: Double, _ sigma: Double) throws(NumericsError) -> Self {
    let spread = value > 0 ? 1 + sigma / value : .infinity
    let squared = spread * spread
    return value * squared * squared * squared <= 1
      ? try .logNormal(value, sigma: sigma)
      : try .gaussian(value, sigma: sigma, within: .probability)
  }

  /// Of a length, an energy or another size: a Gaussian cut off at zero.
  static func size(_ value: Double, _ sigma: Double) throws(NumericsError) -> Self {
    try .gaussian(value, sigma: sigma, within: .nonNegative)
  }
}
