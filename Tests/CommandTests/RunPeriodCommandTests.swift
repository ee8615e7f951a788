import Foundation
import ProgramSupport
import Testing

/// Two run periods with a side band each, estimated by the program.
@Suite("Run periods of an analysis file") struct RunPeriodCommandTests {
  private let yaml = """
    na64-blind: 1
    analysis: periods
    title: Two run periods
    beam: {particle: e+, momentum: 70 GeV}
    data:
      - {name: a, kind: pseudo-data, files: [a.csv], event-id: [run, event],
         exposure: {on-target: 1e10, uncertainty: 1 %, source: x}}
      - {name: b, kind: pseudo-data, files: [b.csv], event-id: [run, event],
         exposure: {on-target: 3e10, uncertainty: 1 %, source: x}}
    columns: {E: {branch: ecal, unit: GeV}}
    selection: []
    regions:
      signal box: E in 30 GeV .. 40 GeV
      side band: E in 50 GeV .. 60 GeV
      above: E in 60 GeV .. 70 GeV
    blind: {signal: signal box, region: E < 45 GeV}
    backgrounds:
      first: {model: side-band extrapolation, variable: E, from: side band, into: signal box,
              function: uniform, validate: above, datasets: [a]}
      second: {model: side-band extrapolation, variable: E, from: side band, into: signal box,
               function: uniform, datasets: [b]}
      counted: {model: factors, product: {above: {region: above, scale: 1e-2}}, datasets: [a]}
    limit: {confidence: 90 %, method: CLs, statistic: count, background prior: log-normal}
    """

  /// Events at 51, 52, … GeV of the side band, and some above it.
  private func csv(run: Int, sideBand: Int, above: Int) -> String {
    let inside: [Double] = (0..<sideBand).map { 50.5 + Double($0 % 9) }
    let outside: [Double] = (0..<above).map { 60.5 + Double($0 % 9) }
    let rows = (inside + outside).enumerated().map { index, energy in
      "\(run),\(index + 1),\(energy)\n"
    }
    return "run,event,ecal\n" + rows.joined()
  }

  private func estimate(json: Bool) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [
      ("a.csv", csv(run: 1, sideBand: 9, above: 4)), ("b.csv", csv(run: 2, sideBand: 27, above: 5)),
      ("periods.yaml", yaml),
    ] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let file = folder.appending(path: "periods.yaml").path
    return try run(["estimate", file] + (json ? ["--format", "json"] : []), in: folder)
  }

  @Test("each side band is fitted to the events of its dataset, each region counted in it")
  func numbers() throws {
    let outcome = try estimate(json: true)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let table = try #require((value as? [String: Any])?["backgrounds"] as? [String: Any])
    let lines = try #require(table["sources"] as? [[String: Any]])
    let values = lines.compactMap { ($0["events"] as? [String: Double])?["value"] }
    // Uniform: as many in 10 GeV of the box as in 10 GeV of the side band.
    for (found, expected) in zip(values, [9, 27, 0.04]) { #expect(abs(found - expected) < 1e-9) }
    let checks = (lines[0]["extrapolation"] as? [String: Any])?["validation"] as? [String: Any]
    #expect(checks?["observed"] as? Int == 4)
    let periods = try #require(table["run-periods"] as? [[String: Any]])
    let sums = periods.compactMap { ($0["total"] as? [String: Double])?["value"] }
    #expect(periods.compactMap { $0["name"] as? String } == ["a", "b"])
    for (found, expected) in zip(sums, [9.04, 27]) { #expect(abs(found - expected) < 1e-9) }
    let sampled = try #require(table["sampled"] as? [String: Any])
    #expect(sampled["agrees"] as? Bool == true && sampled["draws"] as? Int == 10_000)
  }

  @Test("the report has the sums by run period")
  func text() throws {
    let outcome = try estimate(json: false)
    #expect(outcome.output.contains("run period"))
    #expect(
      outcome.output.contains("first: uniform in E from 'side band' into 'signal box', for a"))
    #expect(outcome.output.contains("by sampling: mean 3"))
    #expect(!outcome.output.contains("WARNING: sampling"))
  }
}

/// The example of two run periods, and the same numbers as two channels of a limit.
@Suite("analyses/run-periods.yaml") struct RunPeriodExampleTests {
  private let folder = repository.appending(path: "analyses")

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let stage = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: stage, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: stage) }
    try FileManager.default.copyItem(at: folder, to: stage.appending(path: "analyses"))
    let outcome = try run(arguments + ["--format", "json"], in: stage)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func estimate() throws -> (sources: [[String: Any]], periods: [Double]) {
    let document = try json(["estimate", "analyses/run-periods.yaml"])
    let table = try #require(document["backgrounds"] as? [String: Any])
    let periods = try #require(table["run-periods"] as? [[String: Any]])
    return (
      try #require(table["sources"] as? [[String: Any]]),
      periods.compactMap { ($0["total"] as? [String: Double])?["value"] }
    )
  }

  @Test("has a side band for each period, and factors that both share")
  func sums() throws {
    let (sources, periods) = try estimate()
    var values: [String: Double] = [:]
    for source in sources {
      let events = source["events"] as? [String: Double]
      values[try #require(source["name"] as? String)] = events?["value"]
    }
    let decays = try #require(values["decays in flight"])
    #expect(abs(decays - 0.032) < 1e-12)
    // A quarter of the particles on target is of the first period.
    for (index, name, share) in [(0, "a", 0.25), (1, "b", 0.75)] {
      let sum = try [#require(values["upstream \(name)"]), #require(values["hadrons \(name)"])]
      #expect(abs(periods[index] - (sum[0] + sum[1] + share * decays)) < 1e-9)
    }
  }

  @Test("has the numbers of the file of channels, to their last digit")
  func channels() throws {
    let text = try String(
      contentsOf: folder.appending(path: "channels/run-periods.yaml"), encoding: .utf8)
    for source in try estimate().sources {
      let name = try #require(source["name"] as? String)
      let events = try #require(source["events"] as? [String: Double])
      for value in [try #require(events["value"]), try #require(events["uncertainty"])]
      where name.hasPrefix("upstream") {
        #expect(text.contains(String(format: "%.4f", value)), "\(name): \(value)")
      }
      guard name.hasPrefix("hadrons") else { continue }
      #expect(text.contains("expected: " + String(format: "%.4f", try #require(events["value"]))))
    }
  }

  /// The statistic is the total count in both, and only names differ: a strength of one is an epsilon²
  /// of 1e-7.
  @Test("gives as channels the limit that the estimate expects")
  func limit() throws {
    let file = "analyses/channels/run-periods.yaml"
    let channels = try json(["limit", "--channels", file, "--confidence", "90%"])
    let strength = try #require(channels["upper"] as? Double)
    let document = try json(["estimate", "analyses/run-periods.yaml"])
    let limit = try #require(document["expected-limit"] as? [String: Any])
    let quantiles = try #require(limit["quantiles"] as? [[String: Any]])
    let median = try #require(quantiles.first { $0["sigma"] as? Int == 0 })
    let epsilon = try #require((median["limit"] as? [String: Double])?["parameter"])
    #expect(abs((strength * 1e-7).squareRoot() / epsilon - 1) < 2e-3)
  }
}
