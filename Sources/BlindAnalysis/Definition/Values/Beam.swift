/// The beam that hits the target.
public struct Beam: Hashable, Sendable {
  public let particle: Particle
  /// In GeV, above zero.
  public let momentum: Double

  /// The raw value is how an analysis file and a report write it.
  public enum Particle: String, Hashable, Sendable, CaseIterable {
    case electron = "e-"
    case positron = "e+"
    case negativeMuon = "mu-"
    case positiveMuon = "mu+"
    case negativePion = "pi-"
    case positivePion = "pi+"
    case negativeKaon = "K-"
    case positiveKaon = "K+"
    case proton = "p"

    /// Whether its charge is below zero.
    public var isNegative: Bool { rawValue.hasSuffix("-") }

    public var isMuon: Bool { self == .negativeMuon || self == .positiveMuon }

    /// Whether it interacts through photons only.
    public var isLepton: Bool { isMuon || self == .electron || self == .positron }
  }
}
