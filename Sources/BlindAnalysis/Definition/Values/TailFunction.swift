/// The shape that is fitted to a side band.
public enum TailFunction: Hashable, Sendable {
  case exponential
  /// On ranges above zero.
  case powerLaw
  case uniform
  case twoExponentials
  /// The exponential of a polynomial.
  case exponentialPolynomial(degree: Int)
  /// A polynomial that is positive on side band and signal box.
  case bernstein(degree: Int)
  case gaussian
  /// A Gaussian with a power-law tail below or above it.
  case crystalBall(Tail)
  case doubleSidedCrystalBall

  public enum Tail: String, Hashable, Sendable, CaseIterable { case lower, upper }
}

extension TailFunction: CaseIterable {
  /// In the order in which messages list them.
  public static let allCases: [TailFunction] =
    [.exponential, .powerLaw, .uniform, .twoExponentials]
    + (2...4).map { .exponentialPolynomial(degree: $0) } + (1...6).map { .bernstein(degree: $0) }
    + [.gaussian] + Tail.allCases.map { .crystalBall($0) } + [.doubleSidedCrystalBall]
}

extension TailFunction: RawRepresentable {
  /// As an analysis file names it.
  public var rawValue: String {
    switch self {
    case .exponential: "exponential"
    case .powerLaw: "power law"
    case .uniform: "uniform"
    case .twoExponentials: "two exponentials"
    case .exponentialPolynomial(let degree): "exponential polynomial \(degree)"
    case .bernstein(let degree): "Bernstein \(degree)"
    case .gaussian: "Gaussian"
    case .crystalBall(let tail): "Crystal Ball \(tail.rawValue)"
    case .doubleSidedCrystalBall: "double-sided Crystal Ball"
    }
  }

  public init?(rawValue: String) {
    guard let function = Self.allCases.first(where: { $0.rawValue == rawValue }) else {
      return nil
    }
    self = function
  }
}
