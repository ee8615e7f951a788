/// A number that formulas are written in once: a plain `Double`, or a ``Jet`` with derivatives.
///
/// Branches of a formula compare ``value``, so that both kinds take the same one.
protocol AnalyticNumber: Sendable {
  var value: Double { get }

  /// A number that depends on no parameter.
  init(_ constant: Double)

  static prefix func - (number: Self) -> Self
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  static func + (left: Self, right: Double) -> Self
  static func - (left: Self, right: Double) -> Self
  static func * (left: Self, right: Double) -> Self

  /// f of this number, by the chain rule.
  ///
  /// - Parameters:
  ///   - function: f at ``value``.
  ///   - first: f′ there; not evaluated for plain numbers.
  ///   - second: f″ there; not evaluated for plain numbers.
  func composed(
    _ function: Double, _ first: @autoclosure () -> Double, _ second: @autoclosure () -> Double
  ) -> Self
}

extension AnalyticNumber {
  @inline(__always) static func - (left: Double, right: Self) -> Self { -right + left }
  @inline(__always) static func + (left: Double, right: Self) -> Self { right + left }
  @inline(__always) static func * (left: Double, right: Self) -> Self { right * left }
}

extension Double: AnalyticNumber {
  @inline(__always) var value: Double { self }

  @inline(__always) func composed(
    _ function: Double, _ first: @autoclosure () -> Double, _ second: @autoclosure () -> Double
  ) -> Double { function }
}
