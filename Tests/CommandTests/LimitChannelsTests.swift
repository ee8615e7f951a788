import Foundation
import ProgramSupport
import Testing

/// The calculator for several counts, as a process.
@Suite("limit --channels") struct LimitChannelsTests {
  private let file = "analyses/channels/three-periods.yaml"

  @Test(
    "one channel is the one-bin calculator",
    arguments: ["none", "log-normal", "gamma", "gaussian"], ["cls", "bayesian", "cousins-highland"])
  func oneChannel(constraint: String, method: String) throws {
    let file = try temporaryFile(
      """
      na64-blind-channels: 1
      channels:
        - name: box
          observed: 2
          signal: {expected: 1}
          backgrounds:
            all: {expected: 0.51 ± 0.13, constraint: \(constraint)}
      """)
    let many = try json(["--channels", file, "--method", method])
    let one = try json([
      "--observed", "2", "--background", "0.51", "--background-uncertainty", "0.13",
      "--constraint", constraint, "--method", method,
    ])
    #expect(try relativeDistance(many["upper"], one["upper"]) <= 1e-8)
    let (bands, band) = (
      many["expected"] as? [String: Double], one["expected"] as? [String: Double]
    )
    for (deviation, value) in try #require(band) {
      #expect(try relativeDistance(bands?[deviation], value) <= 1e-8)
    }
  }

  @Test("an example of the repository, read by people and by programs")
  func example() throws {
    let outcome = try run(["limit", "--channels", file, "--confidence", "90%"], in: repository)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for word in ["signal strength at most", "2022", "nuisances marginalised", "dimuon control"] {
      #expect(outcome.output.contains(word), "\(outcome.output)")
    }
    let document = try json(["--channels", file])
    #expect((document["channels"] as? [Any])?.count == 3)
    #expect(document["schema"] as? String == "na64-blind/limit-channels/1")
  }

  @Test(
    "refuses what it cannot answer, and says what can",
    arguments: [
      ["--method", "feldman-cousins"], ["--method", "classical"],
      ["--method", "bayesian", "--prior", "jeffreys"], ["--interval", "central"],
      ["--observed", "0"], ["--background", "0"], ["--constraint", "none"],
    ])
  func refusals(arguments: [String]) throws {
    let outcome = try run(
      ["limit", "--channels", file, "--confidence", "90%"] + arguments, in: repository)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
  }

  @Test("toys come with their error, and too few of them are no answer")
  func toys() throws {
    let few = ["--statistic", "likelihood-ratio", "--toys", "4"]
    let refused = try run(
      ["limit", "--channels", file, "--confidence", "90%"] + few, in: repository)
    #expect(refused.status == 69 && refused.output.isEmpty, "\(refused.output)")
    let answer = try json(["--channels", file, "--statistic", "likelihood-ratio", "--toys", "1000"])
    let error = try #require(answer["monte-carlo-error"] as? Double)
    let exact = try #require(try json(["--channels", file])["upper"] as? Double)
    // q-tilde uses how the events are spread, so it is near the limit of the total count only.
    #expect(error > 0 && error < 0.15)
    #expect(abs(try #require(answer["upper"] as? Double) - exact) < 0.2 * exact + 4 * error)
  }

  @Test("a file that is not there, or is something else")
  func wrongFiles() throws {
    for (path, words) in [
      ("analyses/none.yaml", "cannot read the file"),
      ("analyses/eplus-2023-70GeV.yaml", "unknown key 'analysis'"),
    ] {
      let outcome = try run(["limit", "--channels", path, "--confidence", "90%"], in: repository)
      #expect(outcome.status == 65 && outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try run(
      ["limit", "--format", "json", "--confidence", "90%"] + arguments, in: repository)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func relativeDistance(_ found: Any?, _ expected: Any?) throws -> Double {
    abs(try #require(found as? Double) / #require(expected as? Double) - 1)
  }

  private func temporaryFile(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
