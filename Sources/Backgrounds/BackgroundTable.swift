/// Every background of an analysis, and their sum.
public struct BackgroundTable: Hashable, Sendable {
  public let lines: [BackgroundEstimate]
  /// The datasets, for sums by run period; empty if there is only one.
  public let periods: [RunPeriod]
  /// What upper limits add to the total.
  public let limits: UpperLimitConvention
  /// The total by sampling; nil where nothing is added.
  public let sampled: SampledTotal?

  public init(_ lines: [BackgroundEstimate]) {
    self.init(lines, periods: [], limits: .listed, sampled: nil)
  }

  init(
    _ lines: [BackgroundEstimate], periods: [RunPeriod], limits: UpperLimitConvention,
    sampled: SampledTotal?
  ) {
    (self.lines, self.periods, self.limits, self.sampled) = (lines, periods, limits, sampled)
  }

  /// The sum of the lines that are added.
  ///
  /// Factors of one name are one unknown number: what they do to several lines is added linearly,
  /// with its sign. Everything else is added in quadrature: statistical parts, since each comes from
  /// events of its own, and systematic ones, which takes these as independent.
  public var total: Expectation { Expectation(lines) }

  /// What the uncertainty of the total comes from, the largest first.
  public var drivers: [UncertaintyDriver] { UncertaintyDriver.all(of: lines) }

  /// Lines that are upper limits, and so stand outside ``total``.
  public var upperLimits: [BackgroundEstimate] {
    lines.filter { if case .atMost = $0.amount { true } else { false } }
  }
}

extension Expectation {
  /// The sum of those lines that are added.
  init(_ lines: [BackgroundEstimate]) {
    let drivers = UncertaintyDriver.all(of: lines)
    let values = lines.compactMap { $0.added?.value }
    self.init(
      value: values.sorted().reduce(0, +), statistical: drivers.map(\.statistical).quadrature,
      systematicDown: drivers.map(\.systematicDown).quadrature,
      systematicUp: drivers.map(\.systematicUp).quadrature)
  }
}

extension BackgroundEstimate {
  /// What the line adds to the total; nil for one that stands beside it.
  public var added: Expectation? {
    if case .expectation(let expectation) = amount, standing == .added { expectation } else { nil }
  }
}

extension [Double] {
  /// Summed from small to large, so that the order of the lines decides no digit.
  fileprivate var quadrature: Double { map { $0 * $0 }.sorted().reduce(0, +).squareRoot() }
}
