import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Canonical text") struct ExpressionsCanonicalTests {
  @Test(
    "one meaning has one text",
    arguments: [
      (
        ["E_ECAL < 50 GeV", "E_ECAL<5e1GeV", "(E_ECAL) < (50000 MeV)", "E_ECAL < 0.05 TeV"],
        "E_ECAL < 50 GeV"
      ),
      (
        ["E_SRD in 1 MeV .. 80 MeV", "E_SRD in 1..80MeV", "E_SRD in 0.001 GeV .. 8e7 eV"],
        "E_SRD in 0.001 GeV .. 0.08 GeV"
      ),
      (["n_hits < 10 %", "n_hits < .1", "n_hits < 1e-1"], "n_hits < 0.1"),
      (["slope < 3 mrad", "slope < 3000 urad"], "slope < 0.003 rad"),
      (["slope < 180 deg"], "slope < 3.141592653589793 rad"),
      (["z > 5 cm", "z > 50 mm", "z > 5e7 nm"], "z > 0.05 m"), (["t0 < 2 us"], "t0 < 2000 ns"),
      (["t0 > -0 ns", "t0 > 0.0 ns", "t0 > 0e5 s"], "t0 > 0 ns"),
      (["E_miss > 28 GeV"], "70 GeV - E_ECAL > 28 GeV"),
      (
        ["2 * E_miss > E_miss * 1"],
        "2 * (70 GeV - E_ECAL) > (70 GeV - E_ECAL) * 1"
      ),
      (["n_hits == 1 && (trigger == 1 && z < 1 m)"], "n_hits == 1 && trigger == 1 && z < 1 m"),
      (
        ["(n_hits == 1 || trigger == 1) && !(z < 1 m)"],
        "(n_hits == 1 || trigger == 1) && !(z < 1 m)"
      ),
      (
        ["n_hits - (trigger - 1) < -(2 + 3) * 4 / 5"],
        "n_hits - (trigger - 1) < -(2 + 3) * 4 / 5"
      ),
      (["n_hits < 1e25 && n_hits > 1e-9"], "n_hits < 1e+25 && n_hits > 1e-9"),
      (["n_hits < 123456789012345678901"], "n_hits < 123456789012345680000"),
      (
        ["hypot( E_ECAL,E_HCAL )<max(1GeV,E_HCAL,2GeV)"],
        "hypot(E_ECAL, E_HCAL) < max(1 GeV, E_HCAL, 2 GeV)"
      ),
    ] as [([String], String)])
  func oneText(texts: [String], canonical: String) throws {
    for text in texts { #expect(condition(text)?.canonical == canonical) }
    #expect(Set(texts.map { condition($0) }).count == 1)
  }

  @Test("reading the canonical text gives the same expression", arguments: 0..<12)
  func roundTrip(seed: Int) throws {
    var random = SplitMix(seed: 100 + UInt64(seed))
    for _ in 0..<40 {
      let text = RandomCondition.make(depth: 4, &random).text
      let first = try #require(condition(text, in: RandomNumber.scope))
      let second = try #require(condition(first.canonical, in: RandomNumber.scope))
      #expect(first == second)
      #expect(first.canonical == second.canonical)
      #expect(first.columns == second.columns)
    }
  }

  @Test("numbers are the shortest text that reads back", arguments: 0..<4)
  func numbers(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<5_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let text = DecimalNumber.text(value)
      #expect(Double(text) == value)
      #expect(text.count <= "\(value)".count + 20)
    }
  }

  /// ECMA-262, section 6.1.6.1.20, and appendix B of RFC 8785.
  @Test(
    "numbers are written as in ECMAScript",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (1e21, "1e+21"),
      (1e20, "100000000000000000000"),
      (999_999_999_999_999_900_000.0, "999999999999999900000"), (1e-6, "0.000001"), (1e-7, "1e-7"),
      (1.5e-10, "1.5e-10"), (9007199254740992.0, "9007199254740992"), (0.1, "0.1"),
      (333333333.33333329, "333333333.3333333"),
      (1.7976931348623157e308, "1.7976931348623157e+308"),
      (.leastNonzeroMagnitude, "5e-324"),
    ])
  func numberForm(value: Double, text: String) { #expect(DecimalNumber.text(value) == text) }

  @Test("names as written and columns as used")
  func namesAndColumns() throws {
    let cut = try #require(condition("E_miss > 28 GeV && E_HCAL < 1 GeV"))
    #expect(cut.columns == ["E_ECAL", "E_HCAL"])
    #expect(cut.names == ["E_HCAL", "E_miss"])
    #expect(cut == condition("70 GeV - E_ECAL > 28 GeV && E_HCAL < 1 GeV"))
    #expect(cut != condition("E_ECAL < 42 GeV && E_HCAL < 1 GeV"))
    #expect(number("E_miss / 1 GeV")?.kind == .number(.number))
    #expect(number("E_miss * t0")?.kind.description == "in GeV ns")
  }
}

extension CheckedExpression.Kind {
  fileprivate var description: String {
    if case .number(let dimension) = self { "\(dimension)" } else { "a condition" }
  }
}
