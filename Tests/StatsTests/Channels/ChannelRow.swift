import Foundation
import Testing

@testable import Stats

/// One limit of a model of several channels, as an independent program computed it.
struct ChannelRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let method: String
  let confidence: Double
  let limit: Double
  let relativeError: Double
  let model: ChannelRowModel

  var testDescription: String { "\(name), \(method), \(confidence)" }

  /// All rows of a table in `Reference`, one JSON object a line.
  static func all(of table: String) throws -> [ChannelRow] {
    let file = try #require(
      Bundle.module.url(forResource: table, withExtension: "jsonl", subdirectory: "Reference"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try decoder.decode(ChannelRow.self, from: Data($0.utf8)) }
  }
}

struct ChannelRowModel: Decodable, Sendable {
  struct Channel: Decodable, Sendable {
    let name: String
    let observed: Int
    let signal: Sample
    let backgrounds: [Sample]
  }

  struct Sample: Decodable, Sendable {
    let name: String?
    let yield: Double
    let effects: [Effect]
  }

  struct Effect: Decodable, Sendable {
    let nuisance: String
    let kind: String
    let kappa: Double?
    let delta: Double?
  }

  struct Nuisance: Decodable, Sendable {
    let name: String
    let kind: String
    let count: Double?
    let passed: Double?
    let of: Double?
  }

  let channels: [Channel]
  let nuisances: [Nuisance]

  var observed: [Int] { channels.map(\.observed) }

  func countingModel() throws -> CountingModel {
    try CountingModel(
      channels: channels.map {
        CountingChannel(
          name: $0.name, signal: try $0.signal.sample("signal"),
          backgrounds: try $0.backgrounds.map { try $0.sample($0.name ?? "background") })
      },
      nuisances: nuisances.map { NuisanceParameter(name: $0.name, law: try $0.law) })
  }
}

extension ChannelRowModel.Sample {
  fileprivate func sample(_ name: String) throws -> CountingSample {
    CountingSample(
      name: name, yield: yield,
      effects: try effects.map {
        NuisanceEffect(nuisance: $0.nuisance, response: try $0.response)
      })
  }
}

extension ChannelRowModel.Effect {
  fileprivate var response: NuisanceResponse {
    get throws {
      switch kind {
      case "log-normal": .logNormal(kappa: try #require(kappa))
      case "linear": .linear(relative: try #require(delta))
      default: .factor
      }
    }
  }
}

extension ChannelRowModel.Nuisance {
  fileprivate var law: NuisanceLaw {
    get throws {
      switch kind {
      case "gamma": .count(try #require(count))
      case "beta": .efficiency(passed: try #require(passed), total: try #require(of))
      default: .normal
      }
    }
  }
}
