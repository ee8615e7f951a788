/// Random numbers for a quantity that is propagated by sampling.
///
/// They depend on the seed alone, see ``Philox``.
public struct UniformStream: Sendable {
  private var stream: RandomStream

  public init(seed: UInt64) {
    stream = RandomStream(seed: seed, purpose: .propagation, point: 0, toy: 0)
  }

  /// The next number, uniform in the open interval (0, 1).
  public mutating func uniform() -> Double { stream.uniform() }
}
