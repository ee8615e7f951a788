import Testing

@testable import BlindAnalysis

@Suite("Interval of a region") struct ExpressionsIntervalTests {
  @Test(
    "the closed hull of what the region allows",
    arguments: [
      ("E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV", "E_ECAL", 45, 62),
      ("E_ECAL > 45 GeV && E_ECAL < 62 GeV", "E_ECAL", 45, 62),
      ("!(E_ECAL <= 45 GeV || E_ECAL >= 62 GeV)", "E_ECAL", 45, 62),
      ("E_ECAL in 45 GeV .. 62 GeV", "E_miss", 8, 25),
      ("E_miss in 8 GeV .. 25 GeV", "E_ECAL", 45, 62),
      ("E_miss > 28 GeV", "E_ECAL", nil, 42), ("E_ECAL < 42 GeV", "E_miss", 28, nil),
      ("abs(t_srd - t0) < 3 ns", "t_srd - t0", -3, 3), ("abs(t_srd) < 3 ns", "t_srd", -3, 3),
      ("abs(p_track - 70 GeV) < 5 GeV", "p_track", 65, 75),
      ("E_ECAL < 42 GeV", "E_HCAL", nil, nil), ("E_ECAL in -3 GeV .. 2 GeV", "abs(E_ECAL)", 0, 3),
      ("E_ECAL < 10 GeV || E_ECAL in 20 GeV .. 30 GeV", "E_ECAL", nil, 30),
      ("n_hits == 2", "n_hits", 2, 2), ("n_hits == 2", "sqrt(n_hits * 2)", 2, 2),
      ("E_ECAL < 10 GeV && (E_HCAL > 2 GeV && E_HCAL < 1 GeV || E_ECAL > 3 GeV)", "E_ECAL", 3, 10),
    ] as [(String, String, Double?, Double?)])
  func hull(region: String, quantity: String, lower: Double?, upper: Double?) throws {
    let interval = try #require(condition(region)).interval(of: #require(number(quantity)))
    #expect(interval == RegionInterval(lower: lower ?? -.infinity, upper: upper ?? .infinity))
  }

  @Test("an empty region has no interval")
  func empty() throws {
    let region = try #require(condition("E_ECAL < 10 GeV && E_ECAL > 20 GeV"))
    #expect(try region.interval(of: #require(number("E_ECAL"))) == nil)
    #expect(try region.interval(of: #require(number("E_HCAL"))) == nil)
  }

  @Test("conditions apart from the extrapolation variable")
  func conditions() throws {
    let quantity = try #require(number("E_ECAL"))
    let box = try #require(condition("E_miss > 28 GeV && E_HCAL < 1000 MeV && n_hits == 1"))
    let band = try #require(
      condition("n_hits == 1 && E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV && n_hits == 1"))
    #expect(box.conditions(apartFrom: quantity) == ["E_HCAL < 1 GeV", "n_hits == 1"])
    #expect(band.conditions(apartFrom: quantity) == box.conditions(apartFrom: quantity))
    let mixed = try #require(condition("E_ECAL < 1 GeV || E_HCAL < 1 GeV"))
    #expect(mixed.conditions(apartFrom: quantity) == ["E_ECAL < 1 GeV || E_HCAL < 1 GeV"])
  }
}
