import BlindAnalysis
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Sums by run period, of numbers that are easy by hand.
@Suite("Run periods") struct RunPeriodTests {
  private func table(
    _ backgrounds: String, exposures: [(value: String, percent: Int)] = [("1e10", 1), ("3e10", 3)],
    counts: @escaping (String, [String]) -> Int? = { _, _ in nil }
  ) throws -> BackgroundTable {
    let definition = try SampleAnalysis.with { sample in
      sample.datasets = zip(["a", "b"], exposures).map { name, exposure in
        var dataset = SampleAnalysis.Dataset()
        (dataset.name, dataset.files) = (name, "[\(name).csv]")
        dataset.exposure =
          "{on-target: \(exposure.value), uncertainty: \(exposure.percent) %, source: x}"
        return dataset
      }
      sample.regions["band"] = "E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV"
      sample.backgrounds = backgrounds
    }.definition()
    return try BackgroundTable(of: definition, counts: counts) { _ in nil }
  }

  private func leak(_ name: String, _ datasets: String = "") -> String {
    """
    \(name): {model: hadron punch-through, hadron fraction: {value: 1e-2, source: x},
      mistag: {name: mistag, value: 1e-4 ± 2e-5, constraint: log-normal, source: x},
      leak: {value: 1e-6, source: x}\(datasets)}
    """
  }

  @Test("a background for one dataset belongs to it, one for all is shared out by exposure")
  func sums() throws {
    let table = try table(
      """
      {first: {model: declared, value: 0.5 ± 0.1, source: x, datasets: [a]},
       both: {model: declared, value: 0.8 ± 0.4, source: x}}
      """)
    #expect(table.periodSums.map(\.period.name) == ["a", "b"])
    for (found, expected) in zip(table.periodSums.map(\.total.value), [0.7, 0.6]) {
      #expect(disagreement(found, expected, relative: 1e-14) == nil)
    }
    let systematic = table.periodSums.map(\.total.systematicUp)
    #expect(disagreement(systematic[0], 0.02.squareRoot(), relative: 1e-14) == nil)
    #expect(disagreement(systematic[1], 0.3, relative: 1e-14) == nil)
    #expect(table.sharedOut.map(\.name) == ["both"])
    #expect(table.total.value == 1.3)
  }

  @Test("exposures of the datasets are those of the background, and move as one number")
  func exposures() throws {
    let table = try table(
      "{\(leak("first", ", datasets: [a]")), \(leak("second", ", datasets: [b]"))}")
    #expect(table.lines.map { $0.added?.value ?? 0 } == [1e-2, 3e-2])
    let shifts = try table.lines.map { line in
      try #require(
        line.propagation?.impacts.first { $0.factor.name == "particles on target" })
    }
    // 1 % of the first and 3 % of the second, both when the common number goes up.
    #expect(disagreement(shifts[0].up, 1e-4, relative: 1e-10) == nil)
    #expect(disagreement(shifts[1].up, 9e-4, relative: 1e-10) == nil)
    let driver = try #require(table.drivers.first { $0.name == "particles on target" })
    #expect(disagreement(driver.systematicUp, 1e-3, relative: 1e-10) == nil)
    #expect(driver.backgrounds == ["first", "second"])
  }

  @Test("factors of one name stay one number over all periods")
  func correlation() throws {
    let table = try table(
      "{\(leak("first", ", datasets: [a]")), \(leak("second", ", datasets: [b]"))}")
    let driver = try #require(table.drivers.first { $0.name == "mistag" })
    // 20 % of the whole, not of each in quadrature.
    #expect(disagreement(driver.systematicUp, 0.2 * 4e-2, relative: 1e-10) == nil)
    let sum = table.periodSums.map(\.total.value).reduce(0, +)
    #expect(disagreement(sum, table.total.value, relative: 1e-14) == nil)
  }

  @Test("one background for all is the sum of the two for each, with the same uncertainty")
  func splitting() throws {
    let whole = try table(leak("all").braced)
    let parts = try table(
      "{\(leak("first", ", datasets: [a]")), \(leak("second", ", datasets: [b]"))}")
    #expect(disagreement(whole.total.value, parts.total.value, relative: 1e-14) == nil)
    // κ of the sum is 1 + Σσ/Σn; that of the parts differs in second order of 3 %.
    #expect(
      disagreement(whole.total.uncertainty, parts.total.uncertainty, relative: 1e-4) == nil)
    let named = try table(leak("all", ", datasets: [b, a]").braced)
    #expect(named.total == whole.total)
  }

  @Test("events of a region are counted in the datasets of the background")
  func counts() throws {
    let chain = "{model: factors, product: {n: {region: band}}"
    let table = try table(
      "{first: \(chain), datasets: [a]}, second: \(chain), datasets: [b]}, both: \(chain)}}"
    ) { region, datasets in
      region == "band" ? (datasets.contains("a") ? 3 : 0) + (datasets.contains("b") ? 50 : 0) : nil
    }
    #expect(table.lines.map { $0.added?.value } == [3, 50, 53])
    let names = table.lines.compactMap { $0.propagation?.impacts.first?.factor.name }
    #expect(Set(names).count == 3)
  }

  @Test("a single dataset has no sums by period")
  func single() throws {
    let definition = try SampleAnalysis().definition()
    #expect(try BackgroundTable(of: definition) { _ in nil }.periodSums.isEmpty)
  }
}

extension String {
  fileprivate var braced: String { "{\(self)}" }
}
