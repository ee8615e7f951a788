/// A density is fitted to two variables in a plane without the box, and integrated over the box.
public struct PlaneSideBand: Hashable, Sendable {
  /// The two variables; what has one entry for each is in this order.
  public let first, second: Variable
  /// The region whose events are fitted.
  public let sideBand: String
  /// The signal region.
  public let target: String
  /// What the side band leaves of the plane; rectangles that share no more than edges.
  public let fitRanges: [PlaneRectangle]
  /// What the signal box leaves of the plane; beside the fit ranges, never over them.
  public let targetRange: PlaneRectangle
  /// The variables of which the signal box has no lower edge, so that zero was taken, as for energies.
  public let beginsAtZero: [String]
  public let functions: Functions
  public let correlation: Correlation
  public let systematics: Systematics
  /// Where the central fit is compared with what is there; nil if nothing was declared.
  public let validation: Validation?
  /// Signal events in the side band for each in the box; nil if nothing was declared.
  public let signalContamination: DeclaredSideBandSignal?

  /// A column or derived quantity as the file names it.
  public struct Variable: Hashable, Sendable {
    public let name: String
    /// In the canonical unit of its dimension, as all ranges here are.
    public let expression: CheckedExpression
  }

  /// One for each variable.
  public struct Functions: Hashable, Sendable {
    public let first, second: TailFunction

    /// As in `exponential × power law`.
    public var name: String { "\(first.rawValue) × \(second.rawValue)" }
  }

  /// What the second variable has to do with the first.
  public enum Correlation: String, Hashable, Sendable, CaseIterable {
    /// Nothing: the density is a product.
    case none
    /// The first parameter of the second function is linear in the first variable.
    case linear
  }

  /// What is varied; how far the results lie apart is the systematic uncertainty.
  public struct Systematics: Hashable, Sendable {
    /// Parts of the plane inside the smallest rectangle around the side band.
    public let ranges: [PlaneRectangle]
    public let functions: [Functions]
    public let correlations: [Correlation]
    public let method: SideBandExtrapolation.Systematics.Method
  }

  /// An open region that the fit predicts as it predicts the box.
  public struct Validation: Hashable, Sendable {
    public let region: String
    /// What the region leaves of the plane; beside the fit ranges, never over them.
    public let ranges: [PlaneRectangle]
  }
}

/// A rectangle of two variables.
public struct PlaneRectangle: Hashable, Sendable {
  public let first, second: ValueRange

  /// What both hold; nil if that has no area.
  public func intersection(with other: Self) -> Self? {
    guard let first = first.intersection(with: other.first),
      let second = second.intersection(with: other.second)
    else { return nil }
    return Self(first: first, second: second)
  }

  func contains(_ other: Self) -> Bool {
    first.contains(other.first) && second.contains(other.second)
  }
}

extension [PlaneRectangle] {
  /// The smallest rectangle around all; nil for none.
  public var hull: PlaneRectangle? {
    guard let first = map(\.first).hull, let second = map(\.second).hull else { return nil }
    return PlaneRectangle(first: first, second: second)
  }
}

extension [PlaneRectangle] {
  /// Whether one of them shares an area with another rectangle.
  func meets(_ other: PlaneRectangle) -> Bool {
    contains { $0.intersection(with: other) != nil }
  }
}

extension [ValueRange] {
  fileprivate var hull: ValueRange? {
    guard let lower = map(\.lower).min(), let upper = map(\.upper).max() else { return nil }
    return ValueRange(lower: lower, upper: upper)
  }
}

extension ValueRange {
  fileprivate func intersection(with other: Self) -> Self? {
    ValueRange(lower: Swift.max(lower, other.lower), upper: Swift.min(upper, other.upper))
  }
}
