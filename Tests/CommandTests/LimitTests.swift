import Foundation
import ProgramSupport
import Testing

/// The quick calculator against the independent values of the reference file.
@Suite("limit") struct LimitTests {
  /// One-bin CLs limits of an independent SciPy program: Tests/StatsTests/Reference.
  @Test(
    "prints the CLs limit of the reference file",
    arguments: [
      ("0", "log-normal", "90%", 2.302585), ("2", "log-normal", "90%", 4.829514),
      ("4", "gamma", "90%", 7.455584), ("4", "gamma", "95%", 8.616020),
      ("2", "gaussian", "90%", 4.842434), ("5", "gaussian", "90%", 8.768597),
      ("1", "none", "0.95", 4.352137),
    ])
  func reference(observed: String, constraint: String, confidence: String, limit: Double) throws {
    let answer = try json([
      "--observed", observed, "--background", "0.51", "--background-uncertainty", "0.13",
      "--constraint", constraint, "--confidence", confidence, "--method", "cls",
    ])
    #expect(abs((answer["upper"] as? Double ?? 0) - limit) < 1e-6)
    #expect(answer["lower"] as? Double == 0)
    let expected = try #require(answer["expected"] as? [String: Double])
    #expect(expected.keys.sorted() == ["+1", "+2", "-1", "-2", "0"])
  }

  @Test(
    "asks for what only the physicist can choose, and refuses what is impossible",
    arguments: [
      ["--observed", "0", "--background", "1"],
      ["--observed", "0", "--background", "1", "--confidence", "0%"],
      ["--observed", "0", "--background", "1", "--confidence", "100%"],
      ["--observed", "0", "--background", "1", "--confidence", "90"],
      ["--observed", "0", "--background", "1", "--confidence", "nan"],
      ["--observed", "-1", "--background", "1", "--confidence", "90%"],
      ["--observed", "0.5", "--background", "1", "--confidence", "90%"],
      ["--observed", "0", "--background", "nan", "--confidence", "90%"],
      ["--observed", "0", "--background", "-1", "--confidence", "90%"],
      ["--observed", "0", "--background", "inf", "--confidence", "90%"],
      [
        "--observed", "0", "--background", "1", "--background-uncertainty", "0.1", "--confidence",
        "90%",
      ],
      [
        "--observed", "0", "--background", "1", "--background-uncertainty", "-0.1",
        "--constraint", "gamma", "--confidence", "90%",
      ],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--method", "guess"],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--prior", "flat"],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--interval", "central"],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--toys", "100"],
      [
        "--observed", "0", "--background", "1", "--confidence", "90%", "--method", "bayesian",
        "--nuisances", "plug-in",
      ],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--threads", "2"],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--precision", "5%"],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--band"],
      [
        "--observed", "0", "--background", "1", "--confidence", "90%", "--method", "bayesian",
        "--statistic", "count",
      ],
      [
        "--observed", "0", "--background", "1", "--confidence", "90%", "--signal-constraint",
        "gaussian",
      ],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--constraint", "guess"],
      ["--observed", "0", "--background", "1", "--confidence", "90%", "--constraint", "gamma"],
    ])
  func refusals(arguments: [String]) throws {
    let outcome = try run(["limit"] + arguments, in: repository)
    #expect(outcome.status == 64 && outcome.errors.hasPrefix("Error: "), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  /// A count of zero below its background has a best signal of zero: −2 ln λ(s) = 2s, and the end lies
  /// at z²/2 = 1.352772 whatever the background.
  @Test(
    "the profile likelihood answers for the count that was given", arguments: ["0.5", "1.36", "9"])
  func profileOfNothing(background: String) throws {
    let answer = try json([
      "--observed", "0", "--background", background, "--confidence", "90%", "--method",
      "profile-likelihood",
    ])
    #expect(abs((answer["upper"] as? Double ?? 0) - 1.352_771_7) < 1e-6)
  }

  @Test("a limit of zero says what it means")
  func nothingAllowed() throws {
    let outcome = try run(
      [
        "limit", "--observed", "0", "--background", "15", "--method", "classical", "--confidence",
        "90%",
      ], in: repository)
    #expect(outcome.output.contains("every signal is excluded"))
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try run(["limit", "--format", "json"] + arguments, in: repository)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }
}
