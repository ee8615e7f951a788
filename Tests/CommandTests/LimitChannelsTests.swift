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
      ["--method", "feldman-cousins-published"], ["--seed", "3"], ["--precision", "5%"],
      ["--threads", "2"], ["--toys", "1000", "--threads", "2"], ["--band"],
      ["--statistic", "likelihood-ratio", "--threads", "0"],
      ["--nuisances", "plug-in", "--toys", "1000"],
      ["--method", "asymptotic", "--toys", "1000"],
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

  @Test("central intervals, profiled counts, drawn nuisances and toy belts, each with its errors")
  func moreMethods() throws {
    let exact = try #require(try json(["--channels", file])["upper"] as? Double)
    let drawn = try json(["--channels", file, "--toys", "2000", "--seed", "3"])
    let error = try #require(drawn["monte-carlo-error"] as? Double)
    #expect(abs(try #require(drawn["upper"] as? Double) - exact) < 5 * error)
    #expect((drawn["expected-monte-carlo-errors"] as? [String: Any])?.count == 5)
    let plugIn = try json(["--channels", file, "--nuisances", "plug-in"])
    #expect(abs(try #require(plugIn["upper"] as? Double) - exact) < 0.1 * exact)
    let central = try json([
      "--channels", file, "--method", "cousins-highland", "--interval", "central",
    ])
    #expect(try #require(central["upper"] as? Double) > 0)
  }

  @Test("toys stop once they are precise, and no thread changes a number")
  func threads() throws {
    let arguments = [
      "--channels", file, "--method", "feldman-cousins", "--toys", "1536", "--precision", "25%",
    ]
    let one = try json(arguments)
    #expect(one["upper"] as? Double != nil && one["monte-carlo-error"] as? Double != nil)
    let two = try json(arguments + ["--threads", "2"])
    for key in ["upper", "lower", "monte-carlo-error"] {
      #expect(one[key] as? Double == two[key] as? Double)
    }
  }

  @Test("prints the title and the sources of the file")
  func sources() throws {
    let document = try json(["--channels", file])
    #expect((document["title"] as? String)?.hasPrefix("Three run periods") == true)
    let nuisances = try #require(document["nuisances"] as? [[String: Any]])
    #expect(nuisances.allSatisfy { $0["source"] as? String == "made up" })
    let outcome = try run(["limit", "--channels", file, "--confidence", "90%"], in: repository)
    #expect(outcome.output.hasPrefix("Three run periods") && outcome.output.contains("(made up)"))
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
