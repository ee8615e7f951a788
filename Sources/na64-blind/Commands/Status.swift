import ArgumentParser
import BlindAnalysis
import Report

struct Status: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Where does the analysis stand, and which command comes next?",
    discussion: """
      Reads the analysis file and the ledger; no data.

      Example:
        na64-blind status analyses/eplus-2023-70GeV.yaml
      """)

  @OptionGroup var arguments: AnalysisArguments

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let standing = try analysis.standing(analysis.journal())
    try environment.print(standing.lines, or: standing.document, as: arguments.format)
  }
}
