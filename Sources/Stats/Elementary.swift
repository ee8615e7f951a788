/// The C library's functions for the targets that build on this one.
///
/// Under a name of their own, since a second `exp` beside Foundation's would be ambiguous.
package enum Elementary {
  package static func cosine(_ x: Double) -> Double { cos(x) }

  package static func exponential(_ x: Double) -> Double { exp(x) }

  /// exp(x) − 1, precise for small x.
  package static func exponentialLessOne(_ x: Double) -> Double { expm1(x) }

  package static func logarithm(_ x: Double) -> Double { log(x) }

  /// ln(1 + x), precise for small x.
  package static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

  package static func sine(_ x: Double) -> Double { sin(x) }
}
