public import Stats

/// How the secondaries of an interaction spread in angle: a density in θ, linear between its points.
public struct EmissionAngles: Hashable, Sendable {
  /// θ in radian, rising, zero or more.
  public let angles: [Double]
  /// Probability per radian, normalised to one between the first and the last angle.
  public let densities: [Double]

  /// - Parameters:
  ///   - angles: At least two, rising, zero or more, in radian.
  ///   - weights: dN/dθ at each of them in any unit, zero or more and not all zero. A density per
  ///     solid angle must be multiplied by sin θ first.
  /// - Throws: `NumericsError` of kind `invalidInput` outside these ranges.
  public init(angles: [Double], weights: [Double]) throws(NumericsError) {
    guard angles.isGrid, angles.count >= 2, angles.allSatisfy({ $0 >= 0 }),
      weights.count == angles.count, weights.allSatisfy({ $0 >= 0 && $0 < .infinity })
    else { throw Self.refusal }
    var integral = 0.0
    for index in 1..<angles.count {
      let width = angles[index] - angles[index - 1]
      integral += width * (weights[index - 1] / 2 + weights[index] / 2)
    }
    guard integral > 0, integral < .infinity else { throw Self.refusal }
    (self.angles, densities) = (angles, weights.map { $0 / integral })
  }

  private static var refusal: NumericsError {
    NumericsError(
      .invalidInput, "emission angles need at least two rising angles with a weight for each",
      advice: "give angles in radian and weights of zero or more, not all of them zero")
  }
}

extension [Double] {
  /// Finite and strictly rising.
  var isGrid: Bool {
    allSatisfy(\.isFinite) && zip(self, dropFirst()).allSatisfy { $0 < $1 }
  }

  /// A function that is linear between the points of a grid; the grid must contain the place.
  func interpolated(on grid: [Double], at place: Double) -> Double {
    guard let above = grid.firstIndex(where: { $0 >= place }) else { return last ?? 0 }
    guard above > 0, grid[above] > place else { return self[above] }
    let weight = (place - grid[above - 1]) / (grid[above] - grid[above - 1])
    return self[above - 1] + weight * (self[above] - self[above - 1])
  }
}
