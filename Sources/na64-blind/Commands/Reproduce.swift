import ArgumentParser
import BlindAnalysis
import Report

struct Reproduce: CompletingVerb {
  static let configuration = CommandConfiguration(
    abstract: "Make every number again, and compare it with what was recorded.",
    discussion: """
      While the box is shut, the estimate is made again; once it is open under this definition, the \
      result too. Writes nothing, so a read-only copy of the project will do. Numbers are the same \
      bit for bit on the same platform, else within 1e-9; the table says which. Leaves with 24 if \
      inputs or numbers are not those of the record, with 28 if the program is another than that \
      of the freeze and no '--tool-note' says why.

      Examples:
        na64-blind reproduce analyses/eplus-2023-70GeV.yaml
        na64-blind reproduce results/eplus-2023-70GeV
        na64-blind reproduce results/eplus-2023-70GeV \\
          --tool-note "built on the review machine"
      """)

  @Argument(
    help: "The analysis file, or the folder of its results.",
    completion: .file(extensions: ["yaml", "yml"]))
  var place: String

  @Option(help: "Which of the stages that the analysis file declares; the signal unless named.")
  var stage: String?

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  @Option(help: "Why the program is another than that of the freeze.")
  var toolNote: String?

  @Option(help: "Why the clock and the ledger disagree.")
  var clockNote: String?

  func completing(_ command: String) -> String {
    let file = try? ReproductionTarget.analysisFile(for: place, stage: stage)
    return command.completed(with: file?.words ?? AnalysisFile.words(place, stage: stage))
  }

  func run(in environment: CommandEnvironment) throws {
    let file = try ReproductionTarget.analysisFile(for: place, stage: stage)
    let analysis = try OpenedAnalysis(file, clockNote: clockNote, in: environment)
    let report = try Reproduction(of: analysis, toolNote: toolNote).run()
    try environment.print(report.lines, or: report.document, as: format)
    if !report.agrees { throw Quiet(status: .dataChanged) }
  }
}
