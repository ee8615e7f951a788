/// The functions of the C library for the other targets of this package.
///
/// In a name space, so that a file which imports Foundation too has no ambiguity.
package enum RealFunctions {
  package static func cos(_ x: Double) -> Double { Stats.cos(x) }

  package static func exp(_ x: Double) -> Double { Stats.exp(x) }

  /// exp(x) − 1, precise for small x.
  package static func expm1(_ x: Double) -> Double { Stats.expm1(x) }

  /// ln(1 + x), precise for small x.
  package static func log1p(_ x: Double) -> Double { Stats.log1p(x) }

  package static func sin(_ x: Double) -> Double { Stats.sin(x) }
}
