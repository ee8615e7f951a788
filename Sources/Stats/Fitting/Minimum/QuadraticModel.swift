/// A function's second-order expansion, in coordinates scaled to unit curvature.
///
/// Trust-region steps as in J. J. Moré, D. C. Sorensen, SIAM J. Sci. Stat. Comput. 4 (1983) 553,
/// in the basis of the eigenvectors, which also tell what the data leave undetermined.
struct QuadraticModel {
  /// Square root of the curvature of each coordinate.
  private let scales: [Double]
  private let eigensystem: SymmetricEigensystem
  /// Components of the scaled gradient along the eigenvectors.
  private let slopes: [Double]

  /// A scaled curvature below this is zero within rounding: the scaled Hessian has elements of
  /// about one, known to some 1e-15.
  private static let vanishingCurvature = 1e-13
  /// A coordinate of smaller curvature is not stretched further, so that a first step stays within
  /// some thousand typical steps of a parameter.
  private static let smallestScale = 1e-3

  init(_ expansion: LocalExpansion) throws(NumericsError) {
    let size = expansion.gradient.count
    let scales = (0..<size).map {
      max(abs(expansion.hessian[$0 * size + $0]).squareRoot(), Self.smallestScale)
    }
    let scaled = expansion.hessian.indices.map {
      expansion.hessian[$0] / (scales[$0 / size] * scales[$0 % size])
    }
    let eigensystem = try SymmetricEigensystem(scaled, size: size)
    let gradient = (0..<size).map { expansion.gradient[$0] / scales[$0] }
    self.scales = scales
    self.eigensystem = eigensystem
    slopes = eigensystem.vectors.map { dotProduct($0, gradient) }
  }

  /// Whether there is one minimum, determined in every direction.
  var isConvex: Bool { (eigensystem.values.first ?? 1) > Self.vanishingCurvature }

  /// ½ gᵀ H⁻¹ g, how far the value is above that of the minimum; infinite when there is none.
  var estimatedDistance: Double {
    guard isConvex else { return .infinity }
    return zip(slopes, eigensystem.values).reduce(0) { $0 + $1.0 * $1.0 / $1.1 } / 2
  }

  /// A typical change of each coordinate: one over the square root of its curvature.
  var typicalChanges: [Double] { scales.map { 1 / $0 } }

  /// The coordinates that make up most of the direction of least curvature.
  var leastDetermined: [Int] {
    let vector = eigensystem.vectors.first ?? []
    let largest = vector.map(abs).max() ?? 0
    return vector.indices.filter { abs(vector[$0]) >= largest / 2 }
  }
}

/// A step that minimises a quadratic model within a radius.
struct TrustRegionStep {
  /// Of each coordinate.
  let change: [Double]
  /// In scaled coordinates.
  let length: Double
  /// By how much the model falls; zero or more.
  let predictedDecrease: Double
  /// Whether the radius did not limit it.
  let isNewton: Bool
}

extension QuadraticModel {
  /// The model's lowest point no further than a radius.
  func step(within radius: Double) -> TrustRegionStep {
    if isConvex {
      let newton = components(damping: 0)
      if length(newton) <= radius { return step(newton, isNewton: true) }
    }
    return step(boundary(radius), isNewton: false)
  }

  /// −slope / (curvature + damping) along each eigenvector.
  private func components(damping: Double) -> [Double] {
    zip(slopes, eigensystem.values).map { slope, curvature in
      slope == 0 ? 0 : -slope / (curvature + damping)
    }
  }

  private func length(_ components: [Double]) -> Double {
    dotProduct(components, components).squareRoot()
  }

  /// The step of Levenberg's damping whose length is the radius within a tenth.
  ///
  /// Where the gradient has no component along the direction of least curvature, no damping makes
  /// the step that long; then a direction of negative curvature fills it up.
  private func boundary(_ radius: Double) -> [Double] {
    let least = max(0, -(eigensystem.values.first ?? 0))
    var (low, high) = (0.0, length(slopes) / radius)
    for _ in 0..<100 where high > 0 {
      let middle = low + (high - low) / 2
      let components = components(damping: least + middle)
      let length = length(components)
      if abs(length - radius) <= 0.1 * radius { return components }
      if length > radius { low = middle } else { high = middle }
    }
    return filled(components(damping: least + high), radius)
  }

  private func filled(_ components: [Double], _ radius: Double) -> [Double] {
    guard let first = components.first, first.isFinite else { return components.map { _ in 0 } }
    guard eigensystem.values[0] < -Self.vanishingCurvature else { return components }
    var filled = components
    let others = dotProduct(components, components) - first * first
    let missing = max(0, radius * radius - others).squareRoot()
    filled[0] = slopes[0] > 0 ? -missing : missing
    return filled
  }

  private func step(_ components: [Double], isNewton: Bool) -> TrustRegionStep {
    let decreases = components.indices.map {
      -components[$0] * (slopes[$0] + eigensystem.values[$0] * components[$0] / 2)
    }
    let change = scales.indices.map { coordinate in
      components.indices.reduce(0) {
        $0 + components[$1] * eigensystem.vectors[$1][coordinate]
      } / scales[coordinate]
    }
    return TrustRegionStep(
      change: change, length: length(components),
      predictedDecrease: max(0, decreases.reduce(0, +)), isNewton: isNewton)
  }
}

func dotProduct(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}
