import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Units and quantities") struct ExpressionsQuantityTests {
  private func quantity(_ text: String, as dimension: Dimension? = nil) -> Reading<Quantity> {
    Quantity.read(PlacedText(text, at: testPlace), as: dimension)
  }

  private func range(_ text: String, as dimension: Dimension? = nil) -> Reading<QuantityRange> {
    QuantityRange.read(PlacedText(text, at: testPlace), as: dimension)
  }

  /// Definitions of the SI prefixes; π to the precision of a double.
  @Test(
    "canonical values",
    arguments: [
      ("50 GeV", 50.0, Dimension.energy), ("80 MeV", 0.08, .energy), ("80MeV", 0.08, .energy),
      ("3 keV", 3e-6, .energy), ("7 eV", 7e-9, .energy), ("2 TeV", 2000, .energy),
      ("5 nm", 5e-9, .length), ("5 um", 5e-6, .length), ("5 mm", 0.005, .length),
      ("5 cm", 0.05, .length), ("5 m", 5, .length), ("5 km", 5000, .length), ("5 ps", 0.005, .time),
      ("5 ns", 5, .time), ("5 us", 5e3, .time), ("5 ms", 5e6, .time), ("5 s", 5e9, .time),
      ("5 urad", 5e-6, .angle), ("5 mrad", 0.005, .angle), ("5 rad", 5, .angle),
      ("180 deg", 3.141592653589793, .angle), ("10 %", 0.1, .number), ("1.6e10", 1.6e10, .number),
      ("-3 GeV", -3, .energy), (" .5 ", 0.5, .number), ("5.", 5, .number), ("1E-3", 0.001, .number),
      ("0", 0, .number), ("-0", 0, .number),
    ])
  func values(text: String, value: Double, dimension: Dimension) throws {
    let read = try #require(quantity(text).value)
    #expect(read.value == value)
    #expect(read.value.sign == .plus || value < 0)
    #expect(read.dimension == dimension)
    #expect(read.uncertainty == nil)
  }

  @Test("a column in MeV and a cut in MeV become the same double", arguments: 0..<4)
  func columnsAndCuts(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let unit = try #require(Unit(named: "MeV"))
    for _ in 0..<1_000 {
      let value = Double(Int.random(in: 0...1_000_000, using: &random)) / 8
      #expect(try #require(quantity("\(value) MeV").value).value == unit.canonical(value))
      // Division by 1000 is correctly rounded, so the decimal shifted by three places is the same.
      #expect(unit.canonical(value) == Double("\(value)e-3"))
    }
  }

  @Test(
    "uncertainties",
    arguments: [
      ("0.06 ± 0.02", 0.06, 0.02, Dimension.number), ("0.06+-0.02", 0.06, 0.02, .number),
      ("0.06 +- 0.02 m", 0.06, 0.02, .length), ("45 GeV ± 500 MeV", 45, 0.5, .energy),
      ("10 % ± 1 %", 0.1, 0.01, .number), ("3 ± 0", 3, 0, .number),
      ("-3 ± 1 cm", -0.03, 0.01, .length),
    ])
  func uncertainties(text: String, value: Double, spread: Double, dimension: Dimension) throws {
    let read = try #require(quantity(text).value)
    #expect(read.value == value)
    #expect(read.uncertainty == spread)
    #expect(read.dimension == dimension)
  }

  @Test(
    "mistakes in quantities",
    arguments: [
      ("50", Dimension.energy, "missing-unit", "50 GeV"), ("3 ± 1", .length, "missing-unit", "3 m"),
      ("50 ns", .energy, "dimension-mismatch", nil), ("50 GeV", .number, "dimension-mismatch", nil),
      ("10 %", .energy, "dimension-mismatch", nil), ("50 Gev", .energy, "unknown-unit", "GeV"),
      ("50 GeV/c", .energy, "unknown-unit", "GeV"), ("1 MeV / c2", .energy, "unknown-unit", "MeV"),
      ("fifty", .energy, "expected-quantity", nil), ("", .energy, "expected-quantity", nil),
      ("50 GeV 3", .energy, "expected-quantity", nil), ("0x10", .number, "not-decimal", nil),
      ("1_000", .number, "not-decimal", nil), ("nan", .number, "expected-quantity", nil),
      ("inf", .number, "expected-quantity", nil), ("1e400", .number, "number-out-of-range", nil),
      ("1e308 TeV", .energy, "number-out-of-range", nil),
      ("3 ± -1", .number, "negative-uncertainty", nil),
      ("0.06 ± 10 %", .number, "ambiguous-percent", nil),
      ("5 GeV ± 1", .energy, "missing-unit", "1 GeV"),
      ("5 GeV ± 1 %", .energy, "dimension-mismatch", nil),
      ("5 + - 1", .number, "expected-quantity", nil),
      ("5 ±", .number, "expected-quantity", nil), ("− 5", .number, "unknown-operator", "-"),
      ("1 .. 2", .number, "expected-quantity", nil), ("2 * 3", .number, "expected-quantity", nil),
    ] as [(String, Dimension, String, String?)])
  func mistakes(text: String, dimension: Dimension, id: String, fixIt: String?) {
    let reading = quantity(text, as: dimension)
    #expect(reading.value == nil)
    #expect(reading.findings.map(\.id) == [id])
    #expect(reading.findings.first?.replacement == fixIt)
  }

  @Test(
    "ranges",
    arguments: [
      ("45 GeV .. 62 GeV", 45.0, 62.0, Dimension.energy), ("45 .. 62 GeV", 45, 62, .energy),
      ("45..62", 45, 62, .number), ("500 MeV .. 1 GeV", 0.5, 1, .energy),
      ("-3..3 ns", -3, 3, .time),
      ("10 .. 20 %", 0.1, 0.2, .number), ("1.5..2.5", 1.5, 2.5, .number), ("5 .. 5", 5, 5, .number),
    ])
  func ranges(text: String, lower: Double, upper: Double, dimension: Dimension) throws {
    let read = try #require(range(text).value)
    #expect(read.lower == lower)
    #expect(read.upper == upper)
    #expect(read.dimension == dimension)
  }

  @Test("the caller gives bare ranges their unit")
  func bareRange() throws {
    let bare = try #require(range("45..62").value)
    #expect(bare.unit == nil)
    let unit = try #require(Unit(named: "MeV"))
    let given = try #require(bare.given(unit))
    #expect(given.lower == 0.045 && given.upper == 0.062 && given.dimension == .energy)
    #expect(given.given(unit) == nil)
  }

  @Test(
    "mistakes in ranges",
    arguments: [
      ("62 .. 45 GeV", "reversed-range", nil),
      ("62 GeV .. 45 GeV", "reversed-range", "45 GeV .. 62 GeV"),
      ("45", "expected-quantity", nil), ("45 .. ", "expected-quantity", nil),
      ("45..62", "missing-unit", "62 GeV"),
      ("45 GeV .. 62", "missing-unit", "62 GeV"), ("45 GeV .. 62 ns", "dimension-mismatch", nil),
      ("45 ns .. 62 ns", "dimension-mismatch", nil), ("45 - 62 GeV", "expected-quantity", nil),
    ] as [(String, String, String?)])
  func rangeMistakes(text: String, id: String, fixIt: String?) {
    let reading = range(text, as: .energy)
    #expect(reading.findings.map(\.id) == [id])
    #expect(reading.findings.first?.replacement == fixIt)
  }

  @Test("units have different names, and each name finds its unit")
  func names() {
    #expect(Set(Unit.all.map(\.name)).count == Unit.all.count)
    for unit in Unit.all { #expect(Unit(named: unit.name) == unit) }
    #expect(Unit(named: "gev") == nil)
    #expect(Scope.canSpell("ecal.energy_1") && Scope.canSpell("GeV") && Scope.canSpell("_"))
    for name in ["", "1a", "a b", "in", "abs", "a..b", "a.", ".a", "é", "a-b"] {
      #expect(!Scope.canSpell(name))
    }
  }
}
