import Stats

extension UniformSource {
  /// Uniform between −1 and 1.
  mutating func nextCosine() -> Double { 2 * uniform() - 1 }

  /// A direction without preference.
  mutating func nextDirection() -> Vector {
    Vector.direction(cosine: nextCosine(), turn: uniform())
  }

  /// Exponential with mean one.
  mutating func nextExponential() -> Double { -log1p(-uniform()) }

  /// A standard normal variable, by the method of Box and Muller.
  mutating func nextNormal() -> Double {
    let radius = (2 * nextExponential()).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// True with a probability.
  mutating func happens(_ probability: Double) -> Bool { uniform() < probability }
}
