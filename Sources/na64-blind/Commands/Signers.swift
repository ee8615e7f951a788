import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct Signers: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Who has to sign, and how that is changed once an analysis was frozen.",
    discussion: """
      Prints names, keys and the number of signatures, as the files name them and as they are in \
      force. The first freeze puts them in force. After it, a changed file of signers has no \
      effect until '--amend' proposes it and as many of the present signers as they need, and as \
      many of the proposed ones as those need, have signed with 'na64-blind sign FILE --signers'.

      Examples:
        na64-blind signers analyses/eplus-2023-70GeV.yaml
        na64-blind signers analyses/eplus-2023-70GeV.yaml \\
          --amend --reason "dave has a new key"
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Flag(help: "Propose the signers that the files name now.")
  var amend = false

  @Option(help: "Why; it is part of what people sign.")
  var reason: String?

  func validate() throws {
    guard amend == (reason != nil) else {
      throw ValidationError("'--amend' and '--reason' go together")
    }
    if let reason { try Reason.check(reason) }
  }

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    guard let reason else {
      let text = try analysis.signers()
      return try environment.print(text.lines, or: text.document, as: arguments.format)
    }
    try propose(analysis, because: reason, in: environment)
  }

  private func propose(
    _ analysis: OpenedAnalysis, because reason: String, in environment: CommandEnvironment
  ) throws {
    let statement = try analysis.amendSigners(reason: reason)
    let next = "na64-blind sign \(analysis.file.words) --signers"
    try environment.print(
      statement.lines + ["", "Next: \(next)"],
      or: [
        "schema": "na64-blind/signers-amendment/1", "statement": .string(statement.text),
        "next": .string(next),
      ], as: arguments.format)
  }
}
