import Foundation
import Stats
import Testing

@Suite("Quadrature") struct IntegrationTests {
  @Test("integrates the normal density to the error function")
  func normal() throws {
    let integral = try integrate(from: -3, to: 3) { exp(-$0 * $0 / 2) / (2 * .pi).squareRoot() }
    expectClose(integral.value, erf(3 / 2.0.squareRoot()), relative: 1e-14)
    #expect(integral.evaluations > 0)
  }

  @Test("integrates through an integrable singularity")
  func singular() throws {
    expectClose(try integrate(from: 0, to: 1) { 1 / $0.squareRoot() }.value, 2, relative: 1e-9)
  }

  @Test("changes sign with its limits")
  func reversed() throws {
    expectClose(try integrate(from: 1, to: 0) { $0 }.value, -0.5, relative: 1e-14)
  }

  @Test("refuses limits that are not finite, and a tolerance of zero")
  func limits() {
    #expect(throws: NumericsError.self) { try integrate(from: 0, to: .infinity) { $0 } }
    #expect(throws: NumericsError.self) { try integrate(from: 0, to: .nan) { $0 } }
    #expect(throws: NumericsError.self) {
      try integrate(from: 0, to: 1, relativeTolerance: 0) { $0 }
    }
  }

  @Test("throws on what the integrand throws")
  func passesErrorsOn() {
    let own = NumericsError(.tooLarge, "a test", advice: "none")
    let error = #expect(throws: NumericsError.self) {
      try integrate(from: 0, to: 1) { (x) throws(NumericsError) in
        if x > 0.5 { throw own }
        return x
      }
    }
    #expect(error == own)
  }
}
