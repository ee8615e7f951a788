import ArgumentParser
import BlindAnalysis
import Report

struct Unfreeze: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Take a freeze back, with a reason; its sign-offs are void.",
    discussion: """
      Possible until the box is opened. The ledger keeps the freeze and the reason.

      Example:
        na64-blind unfreeze analyses/eplus-2023-70GeV.yaml --reason "wrong unit"
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Option(help: "Why; it is kept in the ledger.")
  var reason: String

  func validate() throws { try Reason.check(reason) }

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let standing = try analysis.unfreeze(reason: reason)
    try environment.print(standing.lines, or: standing.document, as: arguments.format)
  }
}
