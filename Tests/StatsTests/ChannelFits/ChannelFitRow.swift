import Foundation
import Testing

@testable import Stats

/// The profile fit of a model of several channels at one signal strength, by iminuit.
struct ChannelFitRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let strength: Double
  /// The strength that fits best.
  let best: Double
  /// Σ D + Σ C at the best fit, and at ``strength``.
  let halfDeviance: Double
  let tested: Double
  /// q̃.
  let statistic: Double
  let model: ChannelRowModel

  var testDescription: String { "\(name), \(strength)" }

  static func all() throws -> [ChannelFitRow] {
    let file = try #require(
      Bundle.module.url(
        forResource: "channel-fits", withExtension: "jsonl", subdirectory: "Reference"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try decoder.decode(ChannelFitRow.self, from: Data($0.utf8)) }
  }

  static func model(_ name: String) throws -> (model: CountingModel, observed: [Int]) {
    let row = try #require(try all().first { $0.name == name })
    return (try row.model.countingModel(), row.model.observed)
  }
}
