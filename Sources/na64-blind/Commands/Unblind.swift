import ArgumentParser
import BlindAnalysis
import Report

struct Unblind: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Open the signal box once, on the record; needs a frozen analysis and a sign-off.",
    discussion: """
      Shows the statement and asks for the phrase in its last line; where the analysis names \
      signers, their signatures in the ledger take the place of the phrase. The ledger is written before \
      the box is read, and the result before it is printed. If the run is interrupted, \
      '--resume' goes on with the same frozen analysis.

      Examples:
        na64-blind unblind analyses/eplus-2023-70GeV.yaml --sign-off
        na64-blind unblind analyses/eplus-2023-70GeV.yaml --sign-off \\
          --phrase "open eplus-2023-70GeV 1a2b3c4d"
        na64-blind unblind analyses/eplus-2023-70GeV.yaml --resume

      Sealed data need the releases of their members as well:
        na64-blind unblind analyses/eplus-2023-70GeV.yaml --request
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Flag(help: "Sign off the statement and open the box.")
  var signOff = false

  @Option(help: "The phrase of the statement, for scripts.")
  var phrase: String?

  @Flag(help: "Go on with an opening that was interrupted.")
  var resume = false

  @Flag(help: "Ask the members of the vaults to release their shares for this opening.")
  var request = false

  @Option(help: "Why an interrupted opening goes on with another program; part of the result.")
  var toolNote: String?

  func validate() throws {
    guard toolNote == nil || resume else {
      throw ValidationError("'--tool-note' goes with '--resume'; before it, freeze again")
    }
    if let toolNote { try Reason.check(toolNote, of: "--tool-note") }
    guard !(request && (signOff || resume)) else {
      throw ValidationError("'--request' asks for releases and opens nothing; give it alone")
    }
    guard !(signOff && resume) else {
      throw ValidationError("'--sign-off' opens and '--resume' goes on; give one of them")
    }
    guard phrase == nil || signOff else {
      throw ValidationError("'--phrase' goes with '--sign-off'")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    var opening = try Opening(of: analysis, toolNote: toolNote)
    if request {
      let asked = try ReleaseRequestText(
        opening.requestReleases(), file: analysis.file.words, of: analysis)
      return try environment.print(asked.lines, or: asked.document, as: arguments.format)
    }
    let opened = try opening.run(openingRequest(analysis.file))
    try environment.print(opened.text.lines, or: opened.document.value, as: arguments.format)
  }

  private func openingRequest(_ file: AnalysisFile) throws -> OpeningRequest {
    if resume { return .resume }
    guard signOff else {
      throw Refusal(
        .signOffInvalid, "the box opens with a sign-off only",
        next: "na64-blind unblind \(file.words) --sign-off")
    }
    return .signOff(phrase: phrase)
  }
}
