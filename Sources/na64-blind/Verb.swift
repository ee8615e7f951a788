import ArgumentParser
import BlindAnalysis
import Ledger

/// A command of na64-blind: runs in an environment that is passed in.
protocol Verb: ParsableCommand {
  /// - Throws: What ``Refusal/init(describing:)`` knows, `DefinitionError`, or ``Quiet``.
  func run(in environment: CommandEnvironment) throws
}

/// A verb that knows which analysis `FILE` is in what it advises.
protocol CompletingVerb: Verb {
  /// A command to type next, where `FILE` stands for the words by which people name the analysis.
  func completing(_ command: String) -> String
}

/// A verb on one analysis.
protocol AnalysisVerb: CompletingVerb {
  var arguments: AnalysisArguments { get }
}

extension AnalysisVerb {
  func completing(_ command: String) -> String {
    command.completed(with: AnalysisFile.words(arguments.analysis, stage: arguments.stage))
  }
}

/// Leaves with a status after everything has been said.
struct Quiet: Error {
  let status: ExitStatus
}

/// How to print a result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// What every verb on an analysis takes.
struct AnalysisArguments: ParsableArguments {
  @Argument(help: "The analysis file.", completion: .file(extensions: ["yaml", "yml"]))
  var analysis: String

  @Option(
    help: ArgumentHelp(
      "Which of the stages that the file declares; the signal unless another is named.",
      valueName: "name"))
  var stage: String?

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  @Option(help: "Why the clock and the ledger disagree; kept in every entry made.")
  var clockNote: String?
}

extension String {
  /// This text with words in the place of `FILE`.
  func completed(with words: String) -> String {
    split(separator: " ", omittingEmptySubsequences: false).map { $0 == "FILE" ? words[...] : $0 }
      .joined(separator: " ")
  }
}

extension CommandEnvironment {
  /// Prints a result as lines or as its document.
  func print(_ lines: [String], or document: CanonicalValue, as format: OutputFormat) throws {
    switch format {
    case .text: print(lines.joined(separator: "\n"))
    case .json: print(String(decoding: try document.canonicalBytes(), as: UTF8.self))
    }
  }
}
