/// A sum whose rounding error does not grow with the number of terms.
///
/// Reference: A. Neumaier, Z. Angew. Math. Mech. 54 (1974) 39.
public struct CompensatedSum: Hashable, Sendable {
  private var sum = 0.0
  private var correction = 0.0

  public init() {}

  public var value: Double { sum + correction }

  public mutating func add(_ term: Double) {
    let next = sum + term
    correction += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
