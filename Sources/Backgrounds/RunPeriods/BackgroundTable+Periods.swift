/// What the table says of one run period.
public struct PeriodSum: Hashable, Sendable {
  public let period: RunPeriod
  /// Of everything that is added, as far as it belongs to the period.
  public let total: Expectation
}

extension BackgroundTable {
  /// The sum of each run period, in the order of the file; empty for one dataset.
  ///
  /// A line for several datasets is shared out by their particles on target, with everything that
  /// moves it; so the periods add up to the total, and factors of one name move all of them.
  public var periodSums: [PeriodSum] {
    periods.map { period in
      PeriodSum(period: period, total: BackgroundTable(lines.compactMap { part($0, period) }).total)
    }
  }

  /// Lines that belong to more than one dataset, and so are shared out.
  public var sharedOut: [BackgroundEstimate] {
    periods.isEmpty ? [] : lines.filter { $0.standing == .added && $0.datasets.count > 1 }
  }

  private func part(_ line: BackgroundEstimate, _ period: RunPeriod) -> BackgroundEstimate? {
    guard line.datasets.contains(period.name) else { return nil }
    let others = periods.filter { line.datasets.contains($0.name) }
    return line.scaled(by: period.onTarget / others.map(\.onTarget).sorted().reduce(0, +))
  }
}

extension BackgroundEstimate {
  /// A part of the line, with the same relative uncertainties.
  fileprivate func scaled(by share: Double) -> Self {
    guard case .expectation(let whole) = amount, standing == .added else { return self }
    let part = Expectation(
      value: share * whole.value, statistical: share * whole.statistical,
      systematicDown: share * whole.systematicDown, systematicUp: share * whole.systematicUp)
    return BackgroundEstimate(
      name: name, amount: .expectation(part), method: method, source: source,
      propagation: propagation?.scaled(by: share))
  }
}

extension Propagation {
  fileprivate func scaled(by share: Double) -> Self {
    Propagation(
      name: name, value: share * value, mean: share * mean, statistical: share * statistical,
      systematic: share * systematic,
      impacts: impacts.map {
        FactorImpact(
          factor: $0.factor, down: share * $0.down, up: share * $0.up,
          deviation: share * $0.deviation)
      })
  }
}
