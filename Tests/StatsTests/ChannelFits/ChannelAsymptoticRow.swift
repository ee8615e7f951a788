import Foundation
import Testing

@testable import Stats

/// Fits and asymptotic limits of a model in 30 digits, with those of pyhf where it has the model.
struct ChannelAsymptoticRow: Decodable, Sendable, CustomTestStringConvertible {
  struct Point: Decodable, Sendable {
    let signalStrength: Double
    let nuisances: [String: Double]
    /// −2 ln λ(μ); absent for the best fit.
    let twiceNllDifference: Double?
  }

  struct Limits: Decodable, Sendable {
    let confidence: Double
    let observed: Double
    /// For z = −2, −1, 0, 1, 2.
    let expected: [Double]
    let pyhfObserved: Double?
    let pyhfExpected: [Double]?
  }

  let name: String
  let fit: Point
  let scan: [Point]
  let limits: [Limits]
  let model: ChannelRowModel

  var testDescription: String { name }
}

/// A limit that the manual of Combine prints.
struct ChannelPublishedRow: Decodable, Sendable, CustomTestStringConvertible {
  let method: String
  let confidence: Double
  let limit: Double
  let error: Double
  /// z of an expected limit.
  let deviation: Double?
  let model: ChannelRowModel

  var testDescription: String { "\(method) \(limit)" }
}

extension Decodable {
  /// All rows of a table in `Reference`, one JSON object a line.
  static func rows(of table: String) throws -> [Self] {
    let file = try #require(
      Bundle.module.url(forResource: table, withExtension: "jsonl", subdirectory: "Reference"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try decoder.decode(Self.self, from: Data($0.utf8)) }
  }
}
