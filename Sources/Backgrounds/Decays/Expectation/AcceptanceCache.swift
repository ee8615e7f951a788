import Stats

/// Acceptances computed so far, for one size of lattice.
///
/// It is only looked up, never listed: its order cannot reach a result.
public struct AcceptanceCache: Sendable {
  public let size: LatticeSize
  private var steps: [BoxAcceptance: Estimated] = [:]
  private var cascades: [CascadeAcceptance: Estimated] = [:]

  public init(size: LatticeSize) { self.size = size }

  mutating func value(of acceptance: BoxAcceptance) throws(NumericsError) -> Estimated {
    if let known = steps[acceptance] { return known }
    let value = try acceptance.value(size)
    steps[acceptance] = value
    return value
  }

  mutating func value(of acceptance: CascadeAcceptance) throws(NumericsError) -> Estimated {
    if let known = cascades[acceptance] { return known }
    let value = try acceptance.value(size)
    cascades[acceptance] = value
    return value
  }
}
