import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct LedgerCheckpoint: Verb {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "One line that vouches for the ledger as it is now.",
    discussion: """
      Keep it where nobody who works on the analysis can rewrite it: 'ledger verify --against' \
      then notices whatever is changed, cut off or rolled back below it.

      Examples:
        na64-blind ledger checkpoint >> logbook.txt
        na64-blind ledger checkpoint | mail -s eplus reviewers@example.org
        git tag -a opened -m "$(na64-blind ledger checkpoint)"
      """)

  @OptionGroup var arguments: LedgerArguments

  func run(in environment: CommandEnvironment) throws {
    let place = try LedgerPlace(arguments.place)
    let history = try place.history(now: environment.clock.now)
    // A line for a ledger that is at fault already would give it a good name.
    _ = try LedgerVerification(of: history, beside: place.anchors, against: [])
    try environment.print(
      [Checkpoint(of: history.head).line], or: history.head.document, as: arguments.format)
  }
}
