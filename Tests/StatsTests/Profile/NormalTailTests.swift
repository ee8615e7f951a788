import Testing

@testable import Stats

@Suite("Tail of the normal distribution") struct NormalTailTests {
  /// z and ln P(Z > z): mpmath 1.4.1 with 30 digits, beyond 50 by the asymptotic series.
  static let tails: [(z: Double, logTail: Double)] = [
    (-6, -9.8658764552437573e-10), (-1, -0.17275377902344989), (0, -0.69314718055994531),
    (1, -1.8410216450092635), (5, -15.064998393988726), (9.9, -52.226428300404042),
    (10.1, -54.246047542693635), (38, -726.55721601882013), (40, -804.60844201375379),
    (1000, -500_007.82669481218), (1e8, -5_000_000_000_000_019.3),
  ]

  @Test("agrees with mpmath, and so does its inverse", arguments: tails)
  func table(z: Double, logTail: Double) throws {
    expectClose(logNormalTail(z), logTail, relative: 2e-14)
    expectClose(try normalDeviation(logTail: logTail), z, relative: 1e-12, absolute: 1e-14)
  }

  @Test("the ends")
  func ends() throws {
    #expect(logNormalTail(.infinity) == -.infinity)
    #expect(logNormalTail(-.infinity) == 0)
    #expect(try normalDeviation(logTail: -.infinity) == .infinity)
    #expect(try normalDeviation(logTail: 0) == -.infinity)
  }
}
