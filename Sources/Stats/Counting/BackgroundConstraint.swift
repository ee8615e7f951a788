/// What is believed about the true mean of a background quoted as b ± σ.
public enum BackgroundConstraint: String, Hashable, Sendable, CaseIterable {
  /// The mean is b; the uncertainty is quoted but does not enter the limit.
  case none

  /// Log-normal with median b and κ = 1 + σ/b: ln(mean) is normal around ln b with width ln κ.
  ///
  /// Usual for products of efficiencies and for systematic uncertainties. A background of zero has
  /// no relative uncertainty, so b = 0 needs σ = 0.
  case logNormal = "log-normal"

  /// The posterior of an equivalent control measurement of k = (b/σ)² events at scale τ = b/σ².
  ///
  /// With a flat prior the mean has a gamma distribution of shape k + 1 and rate τ: mode b, mean
  /// b + σ²/b. Right for a background that was counted in a control region and divided by τ.
  /// A control count of zero has no k and τ of this kind, so b = 0 needs σ = 0.
  case gamma

  /// Gamma with mean b and standard deviation σ: shape (b/σ)², rate b/σ²; b = 0 needs σ = 0.
  ///
  /// The posterior of the same control measurement with the prior 1/mean.
  case gammaOfMean = "gamma-of-mean"

  /// Normal with mean b and width σ, cut off below zero and renormalised.
  ///
  /// With b = 0 and σ > 0 it is the half-normal distribution.
  case gaussian
}
