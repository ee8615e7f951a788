import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct LedgerCompare: Verb {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Do two copies tell one history? Shows where they split.",
    discussion: """
      Leaves with 0 if the copies are equal or one goes on where the other ends, with 23 if they \
      split: then somebody was shown another history.

      Example:
        na64-blind ledger compare . ../colleague/ledger.jsonl
      """)

  @Argument(help: "A project's folder, an analysis file in it, or a ledger.jsonl.")
  var first: String

  @Argument(help: "Another one.")
  var second: String

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  func run(in environment: CommandEnvironment) throws {
    let now = environment.clock.now
    let comparison = LedgerComparison(
      try LedgerPlace(first).history(now: now), try LedgerPlace(second).history(now: now))
    let text = LedgerComparisonText(comparison, named: first, second)
    try environment.print(text.lines, or: text.document, as: format)
    if case .split = comparison.outcome { throw Quiet(status: .ledgerInvalid) }
  }
}
