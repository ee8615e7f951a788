/// One source of the uncertainty of a sum of backgrounds: a named factor, or a whole line.
public struct UncertaintyDriver: Hashable, Sendable {
  /// Of the factor, or of the background that has no factors.
  public let name: String
  /// The lines that it moves, in their order.
  public let backgrounds: [String]
  /// All in events, zero or more.
  public let statistical: Double
  public let systematicDown: Double
  public let systematicUp: Double
  /// Change of the sum, in events, when the factor goes to its 15.87 % and its 84.13 % quantile.
  public let down: Double
  public let up: Double

  /// One symmetric number to rank by.
  public var size: Double {
    let systematic = max(systematicDown, systematicUp)
    return (statistical * statistical + systematic * systematic).squareRoot()
  }

  /// Of a line without factors, which moves by its own uncertainty.
  init(_ name: String, _ expectation: Expectation) {
    (self.name, backgrounds, statistical) = (name, [name], expectation.statistical)
    (systematicDown, systematicUp) = (expectation.systematicDown, expectation.systematicUp)
    let square = statistical * statistical
    down = -(square + systematicDown * systematicDown).squareRoot()
    up = (square + systematicUp * systematicUp).squareRoot()
  }

  /// - Parameter impacts: Of one factor on several backgrounds; they add up with their signs.
  init(_ name: String, _ impacts: [(background: String, impact: FactorImpact)]) {
    self.name = name
    backgrounds = impacts.filter { $0.impact.deviation != 0 }.map(\.background)
    let isStatistical = impacts.allSatisfy { $0.impact.factor.kind == .statistical }
    down = impacts.map(\.impact.down).reduce(0, +)
    up = impacts.map(\.impact.up).reduce(0, +)
    statistical = isStatistical ? abs(impacts.map(\.impact.deviation).reduce(0, +)) : 0
    systematicDown = isStatistical ? 0 : max(0, -min(down, up))
    systematicUp = isStatistical ? 0 : max(0, max(down, up))
  }

  /// Those of all lines that are added, the largest first; equal ones by name.
  static func all(of lines: [BackgroundEstimate]) -> [UncertaintyDriver] {
    var byName: [String: [(background: String, impact: FactorImpact)]] = [:]
    var others: [UncertaintyDriver] = []
    for line in lines {
      guard let expectation = line.added else { continue }
      guard let propagation = line.propagation else {
        others.append(UncertaintyDriver(line.name, expectation))
        continue
      }
      for impact in propagation.impacts {
        byName[impact.factor.name, default: []].append((line.name, impact))
      }
    }
    let shared = byName.sorted { $0.key < $1.key }.map { UncertaintyDriver($0.key, $0.value) }
    return (shared + others).filter { $0.size > 0 }
      .sorted { $0.size == $1.size ? $0.name < $1.name : $0.size > $1.size }
  }
}
