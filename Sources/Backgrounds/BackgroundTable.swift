/// Every background of an analysis, and their sum.
public struct BackgroundTable: Hashable, Sendable {
  public let lines: [BackgroundEstimate]

  public init(_ lines: [BackgroundEstimate]) { self.lines = lines }

  /// The sum of the expectations; upper limits are listed beside it, never added.
  ///
  /// Factors of one name are one unknown number: what they do to several lines is added linearly,
  /// with its sign. Everything else is added in quadrature: statistical parts, since each comes from
  /// events of its own, and systematic ones, which takes these as independent.
  public var total: Expectation {
    let drivers = drivers
    return Expectation(
      value: expectations.map(\.value).sorted().reduce(0, +),
      statistical: quadrature(drivers.map(\.statistical)),
      systematicDown: quadrature(drivers.map(\.systematicDown)),
      systematicUp: quadrature(drivers.map(\.systematicUp)))
  }

  /// What the uncertainty of the total comes from, the largest first.
  public var drivers: [UncertaintyDriver] {
    var byName: [String: [FactorImpact]] = [:]
    var others: [UncertaintyDriver] = []
    for line in lines {
      guard case .expectation(let expectation) = line.amount else { continue }
      if let propagation = line.propagation {
        for impact in propagation.impacts { byName[impact.factor.name, default: []].append(impact) }
      } else {
        others.append(UncertaintyDriver(line.name, expectation))
      }
    }
    let shared = byName.sorted { $0.key < $1.key }.map { UncertaintyDriver($0.key, $0.value) }
    return (shared + others).filter { $0.size > 0 }
      .sorted { $0.size == $1.size ? $0.name < $1.name : $0.size > $1.size }
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
