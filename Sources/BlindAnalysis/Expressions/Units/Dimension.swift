/// What a number measures: integer exponents of energy, length, time and angle.
///
/// Momentum and mass count as energies (natural units). No exponent leaves −99 … 99.
public struct Dimension: Hashable, Sendable {
  public let energy: Int
  public let length: Int
  public let time: Int
  public let angle: Int

  private init(_ energy: Int, _ length: Int, _ time: Int, _ angle: Int) {
    (self.energy, self.length, self.time, self.angle) = (energy, length, time, angle)
  }

  /// A plain number: a count, a ratio, a percentage.
  public static let number = Self(0, 0, 0, 0)
  public static let energy = Self(1, 0, 0, 0)
  public static let length = Self(0, 1, 0, 0)
  public static let time = Self(0, 0, 1, 0)
  public static let angle = Self(0, 0, 0, 1)
}

extension Dimension {
  /// The dimension of a product; nil if an exponent leaves its range.
  func times(_ other: Self) -> Self? { combined(other) { $0 + $1 } }

  /// The dimension of a quotient; nil if an exponent leaves its range.
  func divided(by other: Self) -> Self? { combined(other) { $0 - $1 } }

  /// The dimension of a power; nil unless all resulting exponents are whole and in range.
  func raised(to power: Double) -> Self? {
    func exponent(_ old: Int) -> Int? {
      Int(exactly: Double(old) * power).flatMap { abs($0) < 100 ? $0 : nil }
    }
    guard let energy = exponent(energy), let length = exponent(length),
      let time = exponent(time), let angle = exponent(angle)
    else { return nil }
    return Self(energy, length, time, angle)
  }

  private func combined(_ other: Self, by operation: (Int, Int) -> Int) -> Self? {
    let result = Self(
      operation(energy, other.energy), operation(length, other.length),
      operation(time, other.time), operation(angle, other.angle))
    return result.exponents.allSatisfy { abs($0.exponent) < 100 } ? result : nil
  }

  /// The canonical units with their exponents, in the order in which they are printed.
  private var exponents: [(unit: String, exponent: Int)] {
    [("GeV", energy), ("m", length), ("ns", time), ("rad", angle)]
  }
}

extension Dimension: CustomStringConvertible {
  /// With its article, to stand in a sentence: "an energy", "a plain number", "in GeV^2 m^-1".
  public var description: String {
    switch self {
    case .number: "a plain number"
    case .energy: "an energy"
    case .length: "a length"
    case .time: "a time"
    case .angle: "an angle"
    default: "in \(canonicalUnit)"
    }
  }

  /// The unit that values of this dimension have in code: GeV, m, ns, rad; empty for numbers.
  public var canonicalUnit: String {
    exponents.filter { $0.exponent != 0 }
      .map { $0.exponent == 1 ? $0.unit : "\($0.unit)^\($0.exponent)" }
      .joined(separator: " ")
  }
}
