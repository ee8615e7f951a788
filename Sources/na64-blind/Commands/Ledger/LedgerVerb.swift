import ArgumentParser

/// Looking at the record of a project; none of these verbs writes.
struct LedgerVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Verify, anchor, show and compare the record of what was done.",
    discussion: """
      The ledger is a chain: a change in the middle shows. A cut end does not, unless something \
      outside knows how far it reached: keep a checkpoint in a note, an e-mail or a git tag.

      Examples:
        na64-blind ledger checkpoint >> logbook.txt
        na64-blind ledger verify --against logbook.txt
        na64-blind ledger show analyses/eplus-2023-70GeV.yaml
        na64-blind ledger compare . ../colleague/ledger.jsonl
      """,
    subcommands: [
      LedgerVerify.self, LedgerCheckpoint.self, LedgerShow.self, LedgerCompare.self,
    ])
}

/// What every verb on one ledger takes.
struct LedgerArguments: ParsableArguments {
  @Argument(
    help: "A project's folder, an analysis file in it, or a ledger.jsonl.",
    completion: .file())
  var place = "."

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text
}
