import ArgumentParser
import BlindAnalysis
import Report

struct Freeze: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Fix the analysis and write the statement to sign.",
    discussion: """
      Needs an estimate of this very definition on these very data. From here on, every change \
      of definition, open data or program is refused at the opening; 'unfreeze' goes back.
      Where the analysis names signers, the signers and how many of them have to sign are fixed \
      too, and each of them signs with 'na64-blind sign'.

      Example:
        na64-blind freeze analyses/eplus-2023-70GeV.yaml
      """)

  @OptionGroup var arguments: AnalysisArguments

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let freeze = try analysis.freeze()
    try environment.print(
      Statement(of: freeze).lines + analysis.howToSign(freeze), or: freeze.value,
      as: arguments.format)
  }
}
