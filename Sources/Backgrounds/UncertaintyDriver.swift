/// One source of the uncertainty of a sum of backgrounds: a named factor, or a whole line.
public struct UncertaintyDriver: Hashable, Sendable {
  /// Of the factor, or of the background that has no factors.
  public let name: String
  /// All in events, zero or more.
  public let statistical: Double
  public let systematicDown: Double
  public let systematicUp: Double

  /// One symmetric number to rank by.
  public var size: Double {
    let systematic = max(systematicDown, systematicUp)
    return (statistical * statistical + systematic * systematic).squareRoot()
  }

  init(_ name: String, _ expectation: Expectation) {
    (self.name, statistical) = (name, expectation.statistical)
    (systematicDown, systematicUp) = (expectation.systematicDown, expectation.systematicUp)
  }

  /// - Parameter impacts: Of one factor on several backgrounds; they add up with their signs.
  init(_ name: String, _ impacts: [FactorImpact]) {
    self.name = name
    let isStatistical = impacts.allSatisfy { $0.factor.kind == .statistical }
    let (down, up) = (impacts.map(\.down).reduce(0, +), impacts.map(\.up).reduce(0, +))
    statistical = isStatistical ? abs(impacts.map(\.deviation).reduce(0, +)) : 0
    systematicDown = isStatistical ? 0 : max(0, -min(down, up))
    systematicUp = isStatistical ? 0 : max(0, max(down, up))
  }
}
