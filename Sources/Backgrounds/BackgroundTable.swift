/// Every background of an analysis, and their sum.
public struct BackgroundTable: Hashable, Sendable {
  public let lines: [BackgroundEstimate]

  public init(_ lines: [BackgroundEstimate]) { self.lines = lines }

  /// The sum of the expectations; upper limits are listed beside it, never added.
  ///
  /// Statistical parts are added in quadrature, since each comes from events of its own. The
  /// systematic parts are added in quadrature too: it takes the backgrounds as independent.
  public var total: Expectation {
    let parts = expectations
    return Expectation(
      value: parts.map(\.value).sorted().reduce(0, +),
      statistical: quadrature(parts.map(\.statistical)),
      systematicDown: quadrature(parts.map(\.systematicDown)),
      systematicUp: quadrature(parts.map(\.systematicUp)))
  }

  /// Lines that are upper limits, and so stand outside ``total``.
  public var upperLimits: [BackgroundEstimate] {
    lines.filter { if case .atMost = $0.amount { true } else { false } }
  }

  private var expectations: [Expectation] {
    lines.compactMap { if case .expectation(let found) = $0.amount { found } else { nil } }
  }

  /// Summed from small to large, so that the order of the lines decides no digit.
  private func quadrature(_ parts: [Double]) -> Double {
    parts.map { $0 * $0 }.sorted().reduce(0, +).squareRoot()
  }
}
