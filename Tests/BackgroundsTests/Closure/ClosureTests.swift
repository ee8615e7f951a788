import Foundation
import Testing

@testable import Backgrounds

/// Pseudo side bands of a known function, fitted with it and extrapolated into a box beside them.
///
/// `NA64_CLOSURE` sets the number of data sets for each function, and `NA64_CLOSURE_FOLDER` where
/// to write a table and a histogram of the pulls for each.
@Suite("Closure of side-band extrapolations") struct ClosureTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let sets = environment["NA64_CLOSURE"].flatMap(Int.init)

  /// Every function with so many sets takes minutes without optimisation, so that without a number
  /// only some are tried.
  private static let cases = ClosureCase.all.indices.filter {
    sets != nil || ClosureCase.all[$0].events <= 1000
  }

  @Test("is without bias, and its errors cover", arguments: cases)
  func closure(of index: Int) throws {
    let sample = ClosureCase.all[index]
    let sets = Self.sets ?? (sample.function.tailShape == nil ? 15 : 100)
    let result = try sample.run(sets: sets)
    try Self.write(result, as: index)
    let error = 1 / Double(sets).squareRoot()
    let row = "\(result.row) \(result.failures.first ?? "")"
    #expect(Double(result.failures.count) <= 0.01 * Double(sets), "\(row)")
    #expect(abs(result.bias) < 0.1 + 4 * error, "\(row)")
    #expect(
      abs(result.width(result.pulls) - 1) < 0.1 + 4 * error / 2.0.squareRoot(), "\(row)")
    #expect(abs(result.coverage - 0.683) < 0.03 + 4 * 0.465 * error, "\(row)")
  }

  private static func write(_ result: ClosureResult, as index: Int) throws {
    guard let folder = environment["NA64_CLOSURE_FOLDER"] else { return }
    let name = "\(folder)/\(index < 10 ? "0" : "")\(index)"
    let lines = [ClosureResult.header, result.row] + result.failures.map { "# \($0)" }
    try (lines.joined(separator: "\n") + "\n")
      .write(toFile: "\(name)-table.csv", atomically: true, encoding: .utf8)
    let bins = ["function,pull,covariance,profile"] + result.histogram
    try (bins.joined(separator: "\n") + "\n")
      .write(toFile: "\(name)-pulls.csv", atomically: true, encoding: .utf8)
  }
}
