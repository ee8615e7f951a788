import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct LedgerVerify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Is every entry in its place, and who else vouches for that?",
    discussion: """
      Checks each line and the chain; then the statements, freeze records and results of the \
      project, and every checkpoint that is given. Says which entries nothing vouches for.

      Examples:
        na64-blind ledger verify
        na64-blind ledger verify analyses/eplus.yaml --against logbook.txt
        na64-blind ledger verify --against "12 sha256:…" statement-as-signed.txt
      """)

  @OptionGroup var arguments: LedgerArguments

  @Option(
    parsing: .upToNextOption,
    help: "Checkpoints, and files that hold some: notes, e-mails, statements as signed.")
  var against: [String] = []

  func run(in environment: CommandEnvironment) throws {
    let (place, given) = try places()
    let history = try place.history(now: environment.clock.now)
    let report = try LedgerVerification(
      of: history, beside: place.anchors, against: given.anchors)
    try environment.print(report.lines, or: report.document, as: arguments.format)
  }

  /// What is verified, and against what; a project that was named behind the anchors is no anchor.
  private func places() throws -> (LedgerPlace, GivenAnchors) {
    if arguments.place == ".", against.count > 1, let last = against.last,
      LedgerPlace.isProject(last)
    {
      return (try LedgerPlace(last), try GivenAnchors(against.dropLast()))
    }
    return (try LedgerPlace(arguments.place), try GivenAnchors(against))
  }
}
