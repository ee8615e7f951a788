import ArgumentParser
import BlindAnalysis
import Ledger

/// The root command.
struct NA64Blind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "na64-blind",
    abstract: "Blind analysis for missing-energy searches: the box stays shut until you sign.",
    discussion: """
      A typical session:
        na64-blind check    analyses/eplus-2023-70GeV.yaml
        na64-blind estimate analyses/eplus-2023-70GeV.yaml
        na64-blind plot     analyses/eplus-2023-70GeV.yaml
        na64-blind freeze   analyses/eplus-2023-70GeV.yaml
        na64-blind unblind  analyses/eplus-2023-70GeV.yaml --sign-off
      'na64-blind status FILE' says where an analysis stands and what to type next.

      Exit codes: 0 done, 20-28 blinding (21 wrong state, 22 sign-off, 23 ledger, 24 data changed, \
      25 would reveal, 26 already unblinded, 27 vault, 28 other program), 64 usage, 65 wrong definition or \
      data, 69 did not converge, 70 internal, 73 cannot write, 75 busy, 77 key or passphrase.
      """,
    version: toolVersion,
    subcommands: [
      Check.self, Estimate.self, Plot.self, Freeze.self, Sign.self, Signers.self, Unfreeze.self,
      Unblind.self, Status.self, Limit.self, Seal.self, Release.self, Vault.self,
      Amend.self, Reproduce.self, Diff.self, LedgerVerb.self,
    ])

  /// Parses and runs one command line.
  ///
  /// - Returns: The exit status for the process.
  static func execute(_ arguments: [String], in environment: CommandEnvironment) -> Int32 {
    var parsed: (any ParsableCommand)?
    do {
      if let unknown = UnknownCommand(arguments, of: Self.self) { throw unknown.refusal }
      var command = try parseAsRoot(arguments)
      parsed = command
      if let verb = command as? any Verb {
        try verb.run(in: environment)
      } else {
        try command.run()
      }
      return ExitStatus.done.rawValue
    } catch {
      return report(error, of: parsed, in: environment)
    }
  }

  /// Help and version go to the results; everything else is an error with its status.
  private static func report(
    _ error: any Error, of command: (any ParsableCommand)?, in environment: CommandEnvironment
  ) -> Int32 {
    if let refusal = Refusal(describing: error) {
      environment.printError("na64-blind: error: \(refusal.message)")
      if let next = refusal.next {
        let full = (command as? any CompletingVerb)?.completing(next) ?? next
        environment.printError("  hint: \(full)")
      }
      return refusal.status.rawValue
    }
    if let error = error as? DefinitionError {
      environment.printError(error.findings.rendered + error.findings.summary)
      return ExitStatus.badInput.rawValue
    }
    if let quiet = error as? Quiet { return quiet.status.rawValue }
    return reportUsage(error, in: environment)
  }

  private static func reportUsage(_ error: any Error, in environment: CommandEnvironment) -> Int32 {
    let text = fullMessage(for: error)
    guard exitCode(for: error).isSuccess else {
      let isUsage = exitCode(for: error) == ExitCode.validationFailure
      environment.printError(isUsage ? text : "na64-blind: error: internal error: \(text)")
      return (isUsage ? ExitStatus.usage : .internalError).rawValue
    }
    environment.print(text)
    return ExitStatus.done.rawValue
  }
}
