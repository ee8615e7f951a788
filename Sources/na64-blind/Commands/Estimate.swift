import ArgumentParser
import BlindAnalysis
import Report

struct Estimate: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Backgrounds and expected limit; the signal box stays shut.",
    discussion: """
      Reads the open part of the data only, and writes results/<analysis>/estimate.json beside \
      the analysis. Needs no set-up.

      Example:
        na64-blind estimate analyses/eplus-2023-70GeV.yaml
        na64-blind estimate analyses/eplus-2023-70GeV.yaml --format json \\
          | jq .backgrounds.total
      """)

  @OptionGroup var arguments: AnalysisArguments

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let (run, standing) = try analysis.estimate()
    let report = EstimateText(run.estimate, standing: standing)
    try environment.print(report.lines, or: run.document.value, as: arguments.format)
  }
}
