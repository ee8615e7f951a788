import ArgumentParser
import BlindAnalysis
import EventData
import Ledger

/// Who opens a vault, as the command line says it.
struct MemberArguments: ParsableArguments {
  @Option(help: "A file with a line for each member, as 'vault member' prints it.")
  var members: String?

  @Option(help: "How many members open the vault together.")
  var required: Int?

  @Option(help: "A file with the line of one who can open it alone, for when keys are lost.")
  var escrow: String?

  func read() throws -> (members: [VaultMember], required: Int, escrow: VaultMember?) {
    guard let members, let required else {
      throw Refusal(
        .usage, "nobody said who opens the vault",
        next: "--members MEMBERS --required N, where MEMBERS has the lines of 'vault member'")
    }
    let holder = try escrow.map { try Self.list($0) }
    guard holder == nil || holder?.count == 1 else {
      throw Refusal(.badInput, "the file of the escrow must have one line")
    }
    return (try Self.list(members), required, holder?.first)
  }

  private static func list(_ path: String) throws -> [VaultMember] {
    let bytes = try AnalysisFile.bytes(
      of: path, limit: 1 << 20, next: "write the lines that 'na64-blind vault member' prints")
    return try VaultMember.list(bytes)
  }
}

struct Seal: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Split the data: a file that everybody may read, and a vault for the blinded rows.",
    discussion: """
      Writes, for each dataset, NAME.open.root (or .csv) with the open and quarantined rows, and \
      NAME.vault with the blinded rows, encrypted. Only so many members together open the vault, \
      for one frozen analysis. The files that are read stay as they are: put them where nobody who \
      analyses can read them, and say with --raw-data where that is.

      Where the analysis declares stages, the rows of each have a key of their own: a burn sample or a \
      validation region opens without those of the signal. The stages then stay as they were sealed.

      If more keys are lost than members can be missed, and there is no escrow, the sealed rows \
      are lost too.

      Example:
        na64-blind vault member --name alice --into alice.key   (each member, once)
        na64-blind seal analyses/raw.yaml --members members.txt --required 2 \\
          --into sealed --raw-data "on tape, readable by the data manager"
      """)

  @OptionGroup var arguments: AnalysisArguments
  @OptionGroup var members: MemberArguments

  @Option(help: "The folder for the two files of each dataset; it must exist.")
  var into: String

  @Option(help: "Room for blinded rows, in per cent of the visible ones.")
  var room = 100

  @Option(
    help: ArgumentHelp(
      "Where the unsealed files are kept and who can read them.",
      discussion: "Without it the grade stays that of data in place."))
  var rawData: String?

  func run(in environment: CommandEnvironment) throws {
    let (members, required, escrow) = try members.read()
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let sealed = try analysis.seal(
      SealingRequest(
        members: members, required: required, escrow: escrow, room: room, rawData: rawData,
        folder: into))
    let text = SealedText(
      sealed, into: into, of: analysis.file, required: required, members: members, escrow: escrow,
      rawData: rawData)
    try environment.print(text.lines, or: text.document, as: arguments.format)
  }
}
