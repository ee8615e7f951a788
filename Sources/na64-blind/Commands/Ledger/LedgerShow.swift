import ArgumentParser
import Ledger
import Report

struct LedgerShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Every entry: when, who, what.",
    discussion: """
      Entries of kinds that this version does not know are shown too, and entries from the future. \
      With '--format json', each entry comes with its whole body.

      Examples:
        na64-blind ledger show
        na64-blind ledger show --format json \\
          | jq '.entries[] | select(.kind == "freeze")'
      """)

  @OptionGroup var arguments: LedgerArguments

  func run(in environment: CommandEnvironment) throws {
    let history = try LedgerPlace(arguments.place).history(now: .latest)
    let table = LedgerText(history, now: environment.clock.now)
    try environment.print(table.lines, or: table.document, as: arguments.format)
  }
}
