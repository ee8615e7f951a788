/// A unit of the analysis file, as an exact ratio to the canonical unit of its dimension.
///
/// Applied as `value * multiplier / divisor`: dividing by 1000 is correctly rounded, multiplying
/// by 0.001 is not, so only this way 80 MeV in a cut and 80 in a column in MeV become the same
/// double. Multiplier and divisor are whole powers of ten, except π / 180 for degrees.
public struct Unit: Hashable, Sendable {
  public let name: String
  public let dimension: Dimension
  public let multiplier: Double
  public let divisor: Double

  private init(_ name: String, _ dimension: Dimension, times: Double = 1, over: Double = 1) {
    (self.name, self.dimension, multiplier, divisor) = (name, dimension, times, over)
  }

  /// - Returns: Nil if no unit has exactly this name.
  public init?(named name: String) {
    guard let unit = Self.all.first(where: { $0.name == name }) else { return nil }
    self = unit
  }

  /// The value in the canonical unit: GeV, metre, nanosecond, radian or a plain number.
  public func canonical(_ value: Double) -> Double { value * multiplier / divisor }

  /// Every unit that an analysis file may use, by dimension, from small to large.
  public static let all: [Unit] = [
    Unit("eV", .energy, over: 1e9), Unit("keV", .energy, over: 1e6),
    Unit("MeV", .energy, over: 1e3), Unit("GeV", .energy), Unit("TeV", .energy, times: 1e3),
    Unit("nm", .length, over: 1e9), Unit("um", .length, over: 1e6),
    Unit("mm", .length, over: 1e3), Unit("cm", .length, over: 1e2), Unit("m", .length),
    Unit("km", .length, times: 1e3),
    Unit("ps", .time, over: 1e3), Unit("ns", .time), Unit("us", .time, times: 1e3),
    Unit("ms", .time, times: 1e6), Unit("s", .time, times: 1e9),
    Unit("urad", .angle, over: 1e6), Unit("mrad", .angle, over: 1e3),
    Unit("deg", .angle, times: .pi, over: 180), Unit("rad", .angle),
    Unit("%", .number, over: 100),
  ]

  /// The unit of the canonical scale; nil for plain numbers and for products of units.
  public static func canonical(for dimension: Dimension) -> Unit? {
    all.first { $0.dimension == dimension && $0.multiplier == 1 && $0.divisor == 1 }
  }
}
