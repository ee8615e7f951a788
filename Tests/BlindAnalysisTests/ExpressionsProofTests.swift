import Testing

@testable import BlindAnalysis

@Suite("Proofs about regions") struct ExpressionsProofTests {
  static let blind = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"

  private func inside(_ text: String, _ maskText: String) throws -> RegionProof {
    let mask = try Mask(region: #require(condition(maskText)))
    return mask.proofOfContaining(
      NamedRegion("the signal box", try #require(condition(text))), maskName: "the blind region")
  }

  private func disjoint(_ text: String, _ maskText: String) throws -> RegionProof {
    let mask = try Mask(region: #require(condition(maskText)))
    return mask.proofOfAvoiding(
      NamedRegion("the side band", try #require(condition(text))), maskName: "the blind region")
  }

  @Test(
    "a box inside the mask is proven, however it is written",
    arguments: [
      "E_ECAL < 42 GeV && E_HCAL < 1 GeV", "E_ECAL <= 45 GeV && E_HCAL <= 1500 MeV",
      "E_miss > 28 GeV && E_HCAL < 1 GeV", "70 GeV - E_ECAL > 28 GeV && 1 GeV > E_HCAL",
      "!(E_ECAL >= 42 GeV || E_HCAL >= 1 GeV) && n_hits == 1",
      "abs(E_ECAL - 20 GeV) < 25 GeV && E_HCAL < 1 GeV",
      "2 * E_ECAL in 0 GeV .. 80 GeV && -E_HCAL / 2 > -0.5 GeV",
      "E_ECAL < 10 GeV && E_HCAL < 1 GeV || E_ECAL in 20 GeV .. 30 GeV && E_HCAL < 0.1 GeV",
      "sqrt(E_ECAL * 1 GeV) < 6 GeV && E_HCAL < 1 GeV",
      "E_ECAL < 42 GeV && E_HCAL < 1 GeV && E_ECAL + E_HCAL > 1 GeV",
    ])
  func boxInside(text: String) throws {
    #expect(try inside(text, Self.blind) == .proven)
  }

  @Test("a box that sticks out is refuted with a point")
  func boxOutside() throws {
    #expect(
      try inside("E_ECAL < 50 GeV && E_HCAL < 1 GeV", Self.blind)
        == .refuted(
          reason:
            "E_ECAL = 48 GeV, E_HCAL = 0.5 GeV lies in the signal box but outside the blind region"
        ))
    #expect(try !inside("E_ECAL < 42 GeV", Self.blind).isProven)
    #expect(try inside("!(n_hits > 3)", "E_ECAL < 5 GeV").isProven == false)
  }

  @Test("a negated comparison with NaN is inside, because the mask keeps NaN blind")
  func notANumber() throws {
    #expect(try inside("!(E_ECAL / E_HCAL > 2)", "E_ECAL / E_HCAL <= 2") == .proven)
    #expect(
      try inside("!(n_hits > 2)", "E_ECAL < 5 GeV || n_hits <= 2") == .proven)
  }

  @Test(
    "a side band beside the mask is proven, also if the edges touch",
    arguments: [
      "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV", "E_ECAL > 45 GeV", "E_HCAL >= 1.5 GeV",
      "E_ECAL in 45 GeV .. 62 GeV && E_HCAL in 1.5 GeV .. 3 GeV", "E_miss < 25 GeV",
      "E_ECAL in 45 GeV .. 62 GeV && n_hits == 1", "E_ECAL < 42 GeV && E_HCAL in 2 GeV .. 20 GeV",
    ])
  func sideBand(text: String) throws {
    #expect(try disjoint(text, Self.blind) == .proven)
  }

  @Test("a side band that reaches into the mask is refuted with a point")
  func overlap() throws {
    #expect(
      try disjoint("E_ECAL in 43 GeV .. 62 GeV && E_HCAL < 1 GeV", Self.blind)
        == .refuted(
          reason: "E_ECAL = 44 GeV, E_HCAL = 0.5 GeV lies in the side band and in the blind region"
        ))
  }

  @Test("a shared single value is an overlap, not an edge")
  func discreteOverlap() throws {
    #expect(try !disjoint("E_ECAL < 40 GeV && n_hits == 1", "E_ECAL < 45 GeV").isProven)
    #expect(try !disjoint("n_hits == 1", "n_hits == 1").isProven)
    #expect(try !disjoint("n_hits in 0 .. 5", "n_hits == 2").isProven)
    #expect(try !disjoint("n_hits == 2", "n_hits in 0 .. 5").isProven)
    #expect(try disjoint("n_hits == 1", "n_hits == 2").isProven)
  }

  @Test("limits that differ by rounding only are one edge, but do not make a box fit")
  func rounding() throws {
    // In doubles, 100 − x ≥ 95 holds up to 5.000000000000007, not 5.
    #expect(try disjoint("E_ECAL > 5 GeV", "100 GeV - E_ECAL > 95 GeV").isProven)
    let proof = try inside("100 GeV - E_ECAL >= 95 GeV", "E_ECAL < 5 GeV")
    let reason = try #require(proof.reason)
    #expect(reason.contains("the limits differ by rounding only"))
    #expect(try inside("100 GeV - E_ECAL >= 95 GeV", "E_ECAL <= 5.00000001 GeV").isProven)
  }

  @Test("different quantities are not mixed up, and the reason says so")
  func independentQuantities() throws {
    let proof = try inside("E_ECAL < 20 GeV && E_HCAL < 1 GeV", "E_ECAL + E_HCAL < 25 GeV")
    guard case .undecided(let reason) = proof else {
      Issue.record("not undecided: \(proof)")
      return
    }
    #expect(reason.contains("E_ECAL + E_HCAL = "))
    #expect(try inside("E_ECAL < E_HCAL", "E_HCAL >= E_ECAL").isProven)
    #expect(try disjoint("E_ECAL < E_HCAL", "E_ECAL > E_HCAL").isProven)
  }

  @Test("the union of masks contains what either contains")
  func unions() throws {
    let low = try Mask(region: #require(condition("E_ECAL < 30 GeV")))
    let high = try Mask(region: #require(condition("E_ECAL >= 30 GeV && E_ECAL < 50 GeV")))
    let region = NamedRegion("the box", try #require(condition("E_ECAL < 50 GeV")))
    #expect(low.union(with: high).proofOfContaining(region, maskName: "the mask").isProven)
    #expect(!low.proofOfContaining(region, maskName: "the mask").isProven)
    #expect(!high.proofOfContaining(region, maskName: "the mask").isProven)
  }

  @Test(
    "a region without any point is found",
    arguments: [
      ("E_ECAL < 10 GeV && E_ECAL > 20 GeV", true), ("E_ECAL < 10 GeV && E_ECAL >= 10 GeV", true),
      ("E_ECAL <= 10 GeV && E_ECAL >= 10 GeV", false), ("E_miss > 60 GeV && E_ECAL > 10 GeV", true),
      ("abs(t_srd) < -1 ns", true), ("abs(t_srd) < 1 ns && t_srd > 2 ns", true),
      ("sqrt(track_chi2) < 0", true), ("E_ECAL < 10 GeV", false),
      ("!(E_ECAL < 5 GeV) && !(E_ECAL >= 5 GeV)", false),  // NaN satisfies it
      ("n_hits != 4 && !(n_hits < 5) && !(n_hits >= 5)", false),  // and so does this one
      ("n_hits == 1 && n_hits == 2", true), ("n_hits == 1 || n_hits == 2", false),
    ])
  func emptiness(text: String, isEmpty: Bool) throws {
    #expect(try #require(condition(text)).isProvablyEmpty == isEmpty)
  }

  @Test("too many combinations end with an answer, not with a long wait")
  func tooLarge() throws {
    let names = (0..<60).map { "c\($0)" }
    let scope = Scope(Dictionary(uniqueKeysWithValues: names.map { ($0, .column(.number)) }))
    // Each pair excludes little, so that nothing can be given up early.
    let text = zip(names, names.dropFirst()).map { "(\($0) < 1 || \($1) > 2)" }
      .joined(separator: " && ")
    let region = try #require(condition(text, in: scope))
    let mask = try Mask(region: #require(condition("c0 + c1 * c59 < 1 && c58 < 3", in: scope)))
    _ = mask.proofOfAvoiding(NamedRegion("a", region), maskName: "b")
    let contradiction = try #require(
      condition(
        "(\(text)) && " + names.map { "\($0) * \($0) == 1" }.joined(separator: " && ")
          + " && c0 * c0 > c1 * c1 && c0 * c0 == 3 && c1 / c2 < 1", in: scope))
    _ = contradiction.isProvablyEmpty
  }
}
