import Testing
@testable import Stats
@Test func a() throws {
  for c in BackgroundConstraint.allCases { for n in [0,1,2,3,4,5] {
    let m = CountingCLs(background: try .init(value: 0.51, uncertainty: 0.13, constraint: c), signalScale: .exact, confidence: try .init(0.9))
    print(c, n, try m.upperLimit(observed: n), try m.predictive(n))
  } }
}
