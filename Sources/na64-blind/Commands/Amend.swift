import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct Amend: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Once the box is open: allow another definition, with a reason, marked for good.",
    discussion: """
      The first result stays first and where it is. The changed definition is numbered: \
      'POST-UNBLIND #1' and so on stands in every text, record and result of it, and its records \
      go to results/<analysis>/post-unblind-1/. It is then estimated, frozen, signed and opened \
      like the first.

      Example:
        na64-blind amend analyses/eplus-2023-70GeV.yaml --reason "wrong unit"
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Option(help: "Why; it is kept in the ledger and in every statement and result.")
  var reason: String

  func validate() throws { try Reason.check(reason) }

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let standing = try analysis.amend(reason: reason)
    try environment.print(standing.lines, or: standing.document, as: arguments.format)
  }
}

/// A reason that is given on the command line.
enum Reason {
  /// - Throws: `ValidationError` if it says nothing, or is no single line.
  static func check(_ reason: String, of option: String = "--reason") throws {
    // What a hint leaves open, as in --reason "…", is no reason.
    guard reason.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw ValidationError("'\(option)' must say why")
    }
    guard reason.utf8.count <= 200, reason.printable == reason else {
      throw ValidationError("'\(option)' must be one line of at most 200 bytes")
    }
  }
}
