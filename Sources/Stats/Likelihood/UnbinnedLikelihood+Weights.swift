extension UnbinnedLikelihood {
  /// Σ wᵢ² sᵢ sᵢᵀ with sᵢ = ∇ ln(ν f(xᵢ)): how much the gradient varies from sample to sample.
  ///
  /// With the Hessian H at the minimum, H⁻¹ C H⁻¹ is the covariance of a fit to weighted events;
  /// without weights C is about H, and H⁻¹ the covariance.
  /// Reference: C. Langenbruch, Eur. Phys. J. C 82 (2022) 393.
  /// - Returns: n × n elements, row by row.
  /// - Throws: As ``value(at:)``.
  public func scoreCovariance(at point: [Double]) throws(NumericsError) -> [Double] {
    let (yield, shape) = try split(point, mayVanish: false)
    let evaluation = try density.form.derivatives(at: shape[...])
    let logNorm = try evaluation.logIntegrals([density.range])
    let sums = try sample.squaredScores(evaluation, logNorm: logNorm, yield: yield)
    for sum in sums { _ = try sum.finite() }
    return sums
  }
}
