/// A background made of named factors: counts, efficiencies, fractions and declared numbers.
public struct FactorBackground: Hashable, Sendable {
  public let model: Model
  /// By the key of the file: `control`, `transfer`, ….
  public let inputs: [Input]
  /// Further factors of the product, in the order of the file.
  public let corrections: [DeclaredFactor]
  /// Factors that the product is divided by, in the order of the file.
  public let divisors: [DeclaredFactor]
  /// In metres, for a leak through material.
  public let depth: Double?

  /// The values of `model`.
  public enum Model: String, Hashable, Sendable, CaseIterable {
    case controlRegion = "control region"
    case abcd = "ABCD"
    case dimuons
    case punchThrough = "hadron punch-through"
    case misreconstruction = "momentum mis-reconstruction"
    case accidentals
    case timeSideWindows = "time side windows"
    case factors
  }

  public struct Input: Hashable, Sendable {
    public let key: String
    public let factor: DeclaredFactor
  }

  /// The factor behind a key of the file.
  public subscript(_ key: String) -> DeclaredFactor? { inputs.first { $0.key == key }?.factor }

  /// All factors, in the order of the file.
  public var factors: [DeclaredFactor] { inputs.map(\.factor) + corrections + divisors }

  /// The regions whose open events are counted, sorted.
  public var countedRegions: [String] {
    Set(
      factors.compactMap {
        if case .region(let name, _) = $0.law { name } else { nil }
      }
    ).sorted()
  }
}

/// One number that a background is made of.
///
/// Its name is the name of its nuisance parameter: the same name in two backgrounds is the same
/// unknown number.
public struct DeclaredFactor: Hashable, Sendable {
  public enum Law: Hashable, Sendable {
    case exact(Double)
    /// Cut off at zero.
    case gaussian(Double, uncertainty: Double)
    /// Median and κ = 1 + uncertainty / value.
    case logNormal(Double, uncertainty: Double)
    /// Events that were counted, and what each of them stands for.
    case events(Int, scale: Double)
    /// Open events of a region after the selection, and what each of them stands for.
    case region(String, scale: Double)
    case fraction(passed: Int, total: Int)
    /// Of simulated events.
    case weights(sum: Double, sumOfSquares: Double)
    case uniform(from: Double, to: Double)
  }

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case statistical, systematic
  }

  public let name: String
  public let law: Law
  public let kind: Kind
  public let source: String?
}
