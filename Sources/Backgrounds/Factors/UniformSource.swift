/// Where the random numbers of a sampled propagation come from.
public protocol UniformSource {
  /// The next number, uniform in the open interval (0, 1).
  mutating func uniform() -> Double
}
