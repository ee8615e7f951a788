import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct Check: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Is the analysis file right? All findings at once, with line and fix.",
    discussion: """
      Reads lists of spills, but no events. Every finding names file, line and column, and a fix \
      where one is near.

      Example:
        na64-blind check analyses/eplus-2023-70GeV.yaml
      """)

  @OptionGroup var arguments: AnalysisArguments

  func run(in environment: CommandEnvironment) throws {
    let report = try CheckReport(AnalysisFile(arguments.analysis, stage: arguments.stage))
    try environment.print(report.lines, or: report.document, as: arguments.format)
    if report.isRefused { throw Quiet(status: .badInput) }
  }
}
