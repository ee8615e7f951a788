import Foundation
import ProgramSupport
import Testing

/// The file with every background model, estimated by the program.
@Suite("analyses/backgrounds-example.yaml") struct BackgroundsExampleTests {
  private func estimate(changing change: (String) -> String = { $0 }) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let analyses = folder.appending(path: "analyses")
    try FileManager.default.copyItem(at: repository.appending(path: "analyses"), to: analyses)
    let file = analyses.appending(path: "backgrounds-example.yaml")
    try Data(change(String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
    return try run(["estimate", file.path, "--format", "json"], in: folder)
  }

  private func table(of outcome: Outcome) throws -> [String: Any] {
    #expect(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let document = try #require(value as? [String: Any])
    return try #require(document["backgrounds"] as? [String: Any])
  }

  private func events(_ name: String, in table: [String: Any]) throws -> [String: Double] {
    let lines = try #require(table["sources"] as? [[String: Any]])
    let line = try #require(lines.first { $0["name"] as? String == name })
    return try #require(line["events"] as? [String: Double])
  }

  /// From the numbers of the file, with pencil and paper; 2470 events are in the control region.
  @Test("each model gives what its formula gives by hand")
  func byHand() throws {
    let table = try table(of: estimate())
    let expected = [
      "hadrons from the control region": 2470 * 1e-6,
      "dimuons": 4200 * 0.2 / 52000 * 0.98, "hadron punch-through": 0,
      "charge exchange": 1.6e10 * 0.04 * 1e-4 * 1e-7, "accidentals": 3.0 * 6 / 600,
      "ABCD": 4.0 * 12 / 1900,
    ]
    for (name, value) in expected {
      let found = try #require(try events(name, in: table)["value"])
      #expect(abs(found - value) <= 1e-12 * max(value, 1e-3), "\(name): \(found)")
    }
    // k = 0 of n: nominally nothing, but never without an error: 1/(n + 2) of all hadrons.
    let punchThrough = try events("hadron punch-through", in: table)
    #expect(try #require(punchThrough["statistical"]) > 0.9 * 1.6e10 * 0.04 * 1e-4 / 2e7)
  }

  /// The number is mpmath's, from the row "upstream example" of Tests/Oracles/rates.py.
  @Test("interactions in the material are compared with the side band, and averaged")
  func material() throws {
    let table = try table(of: estimate())
    let lines = try #require(table["sources"] as? [[String: Any]])
    let names = lines.prefix(3).compactMap { $0["name"] as? String }
    #expect(
      names == [
        "upstream interactions", "material before the target", "upstream interactions, average",
      ])
    #expect(lines.prefix(3).compactMap { $0["added"] as? Bool } == [false, false, true])
    let material = try #require(try events(names[1], in: table)["value"])
    #expect(abs(material / 0.0758248189761704 - 1) <= 1e-9)
    let comparison = try #require(lines[1]["comparison"] as? [String: Any])
    #expect(comparison["with"] as? String == names[0])
    let weight = try #require((comparison["average"] as? [String: Double])?["weight"])
    let sideBand = try #require(try events(names[0], in: table)["value"])
    let average = try #require(try events(names[2], in: table)["value"])
    #expect(abs(average - (weight * material + (1 - weight) * sideBand)) <= 1e-12)
  }

  @Test("a factor of one name moves every background together")
  func shared() throws {
    let double = try table(of: estimate { $0.replacing("ABCD:\n", with: copy + "  ABCD:\n") })
    let drivers = try #require(double["drivers"] as? [[String: Any]])
    let vanish = try #require(drivers.first { $0["name"] as? String == "probability to vanish" })
    let once = try table(of: estimate())
    let before = try #require(
      (once["drivers"] as? [[String: Any]])?
        .first { $0["name"] as? String == "probability to vanish" })
    let (two, one) = (vanish["systematic-up"] as? Double, before["systematic-up"] as? Double)
    #expect(abs(try #require(two) / #require(one) - 2) <= 1e-12)
  }

  @Test("one name with two values is refused")
  func clash() throws {
    let outcome = try estimate {
      $0.replacing("hadron contamination: {value: 0.04", with: "hadron contamination: {value: 0.05")
    }
    #expect(outcome.status != 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("'hadron contamination' is declared with two different values"))
  }

  private let copy = """
    charge exchange again:
        model: factors
        product:
          particles on target: {value: 1.6e10 ± 1.6e8, constraint: log-normal, source: as in data}
          hadron contamination: {value: 0.04 ± 0.01, constraint: log-normal, source: made up}
          synchrotron mistag: {value: 1e-4 ± 0.3e-4, constraint: log-normal, source: made up}
          probability to vanish: {value: 1e-7 ± 1e-7, constraint: gaussian, source: made up}

    """
}

/// The example of a side band in a plane, estimated by the program.
@Suite("analyses/plane-example.yaml") struct PlaneExampleTests {
  private func line(_ text: String? = nil) throws -> (line: [String: Any], limit: [String: Any]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let analyses = folder.appending(path: "analyses")
    try FileManager.default.copyItem(at: repository.appending(path: "analyses"), to: analyses)
    let file = analyses.appending(path: "plane-example.yaml")
    let outcome = try run(["estimate", file.path, "--format", "json"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let table = try #require(document["backgrounds"] as? [String: Any])
    return (
      try #require((table["sources"] as? [[String: Any]])?.first),
      try #require(document["expected-limit"] as? [String: Any])
    )
  }

  /// The generator draws both energies independently: E_ECAL rising with 0.4436 per GeV as fitted
  /// without E_HCAL, E_HCAL falling with a mean of 0.12 GeV (data/README.md, generate.py).
  @Test("finds the densities that the pseudo-data were made of, and what one variable gives")
  func estimate() throws {
    let (line, limit) = try line()
    let plane = try #require(line["plane-extrapolation"] as? [String: Any])
    let central = try #require(plane["central"] as? [String: Any])
    let parameters = try #require(central["parameters"] as? [[String: Any]])
    let values = try parameters.map {
      (try #require($0["value"] as? Double), try #require($0["uncertainty"] as? Double))
    }
    #expect(abs(values[0].0 - 0.4436) < 0.02 && abs(values[1].0 + 1 / 0.12) < 3 * values[1].1)
    let predicted = try #require(central["predicted"] as? Double)
    let statistical = try #require(central["statistical"] as? Double)
    // From E_ECAL alone, with the events below 1 GeV: nearly the same events.
    #expect(abs(predicted - 0.0929) < 0.02 && abs(statistical - 0.0327) < 0.007)
    let goodness = try #require(plane["goodness-of-fit"] as? [String: Any])
    #expect(try #require((goodness["cells"] as? [String: Any])?["p-value"] as? Double) > 0.01)
    #expect((plane["variations"] as? [Any])?.count == 5)
    let contamination = try #require(limit["signal-in-side-bands"] as? [String: Any])
    #expect(try #require(contamination["limit-factor"] as? Double) > 1)
  }
}
