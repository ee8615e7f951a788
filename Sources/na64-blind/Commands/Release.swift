import ArgumentParser
import BlindAnalysis
import Ledger

struct Release: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Release your share of a vault, for the one request that is pending.",
    discussion: """
      Verifies the ledger and the request, shows what it is for, asks for a phrase, and writes your \
      share for whoever asked: of use for this request and no other. It takes the vault and the \
      project's records, not the data.

      Examples:
        na64-blind release analyses/eplus-2023-70GeV.yaml --key alice.key
        na64-blind release analyses/eplus-2023-70GeV.yaml --key alice.key --reshare
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Option(help: "Your private file, which 'vault member' wrote.")
  var key: String

  @Option(help: "The phrase, for scripts.")
  var phrase: String?

  @Flag(help: "For a request to seal the same rows anew.")
  var reshare = false

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let path = try analysis.release(
      for: reshare ? .reshare : .unblind, keyFile: key, phrase: phrase)
    try environment.print(
      ["Release in \(path)"],
      or: ["schema": "na64-blind/released/1", "release": .string(path)], as: arguments.format)
  }
}
