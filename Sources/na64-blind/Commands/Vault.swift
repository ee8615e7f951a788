import ArgumentParser
import BlindAnalysis
import Ledger

struct Vault: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keys of members, what a vault says of itself, and other members for it.",
    subcommands: [VaultMemberKey.self, VaultShow.self, VaultReshare.self])
}

struct VaultMemberKey: Verb {
  static let configuration = CommandConfiguration(
    commandName: "member", abstract: "Make a key for yourself, once, before data are sealed.",
    discussion: """
      Writes the private file, which nobody but you can read, and prints the public line, which \
      goes to whoever seals the data. The private file has no passphrase: keep it on an encrypted \
      disk, and a copy of it where you would keep a passport.

      Example:
        na64-blind vault member --name alice --into ~/alice.key >> members.txt
      """)

  @Option(help: "Your name in the list of members: letters, digits, '.', '_' and '-'.")
  var name: String

  @Option(help: "The private file to write; it must not exist.")
  var into: String

  func validate() throws {
    guard Ledger.VaultMember.isName(name) else {
      throw ValidationError("'--name' may have letters, digits, '.', '_' and '-', 64 at most")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    let key = try MemberKey(from: environment.vaultKeys)
    let (folder, file) = AnalysisFile.split(into)
    let target = try NewFile(file, in: ProjectFolder.forNewFiles(at: folder), readers: .owner)
    try key.write(for: name, to: target)
    environment.print("\(name) \(key.publicKey)")
  }
}

struct VaultShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What a vault says of itself to everybody.",
    discussion: """
      Example:
        na64-blind vault show sealed/summer-2023.vault
      """)

  @Argument(help: "The vault.", completion: .file(extensions: ["vault"]))
  var vault: String

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  func run(in environment: CommandEnvironment) throws {
    let text = VaultText(try header())
    try environment.print(text.lines, or: text.document, as: format)
  }

  private func header() throws -> VaultHeader {
    do {
      return try SealedVault(at: vault).header
    } catch let error as StorageError {
      throw Refusal(
        .badInput,
        "cannot read the vault '\(vault.printable)': \(AnalysisFile.reason(error, at: vault))",
        next: "give a file that 'na64-blind seal' wrote, as in sealed/summer-2023.vault")
    }
  }
}

struct VaultReshare: AnalysisVerb {
  static let configuration = CommandConfiguration(
    commandName: "reshare", abstract: "Seal the same rows anew for other members.",
    discussion: """
      When a key was lost or people change; the rows of all stages get new keys. First ask the \
      present members, then seal with their releases. The old vault stays as it is: remove every copy of it, since its members can still \
      open it. An analysis that was frozen with it has to be frozen again.

      Example:
        na64-blind vault reshare analyses/eplus.yaml --request \\
          --members new.txt --required 2
        na64-blind release analyses/eplus.yaml --key alice.key --reshare
        na64-blind vault reshare analyses/eplus.yaml --into sealed-2
      """)

  @OptionGroup var arguments: AnalysisArguments
  @OptionGroup var members: MemberArguments

  @Flag(help: "Ask the present members for their releases.")
  var request = false

  @Option(help: "The folder for the new vaults; it must exist.")
  var into: String?

  func validate() throws {
    guard request != (into != nil) else {
      throw ValidationError("'--request' asks for releases, '--into' seals with them; give one")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let resharing = Resharing(of: analysis)
    guard let into else {
      let (members, required, escrow) = try members.read()
      let asked = try resharing.request(members: members, required: required, escrow: escrow)
      let text = try ReleaseRequestText(asked, file: analysis.file.words, of: analysis)
      return try environment.print(text.lines, or: text.document, as: arguments.format)
    }
    let made = try resharing.run(into: into)
    try environment.print(
      made.map { "\(into)/\($0.name): vault \($0.header.identifier.prefix(8))" } + [
        "Put it in the place of the old one, and remove every copy of that."
      ],
      or: [
        "schema": "na64-blind/reshared/1",
        "vaults": .array(made.map { VaultReference($0.header).canonical }),
      ], as: arguments.format)
  }
}

/// A vault's header for people.
struct VaultText {
  let lines: [String]
  let document: CanonicalValue

  init(_ header: VaultHeader) {
    let shown: [String?] = [
      "Vault    \(header.identifier)",
      "Header   \(header.digest)",
      "Opens    with \(header.required) of "
        + header.members.map(\.name).joined(separator: ", "),
      "Escrow   " + (header.escrow.map { "\($0.name), ALONE" } ?? "nobody"),
      "Stages   "
        + header.compartments.map { "\($0.stage), \($0.chunks) MiB" }.joined(separator: "; "),
      header.contents["stages"].map { "Rows     \(SealedStages.text(of: $0)), signal" },
      "Dataset  \(header.contents["dataset"]?.string?.printable ?? "")",
      "Region   \(header.contents["mask"]?["region"]?.string?.printable ?? "")",
      "Raw data \(header.contents["raw-data"]?.string?.printable ?? "nobody said where")",
    ]
    lines = shown.compactMap(\.self)
    document = [
      "schema": "na64-blind/vault-header/1", "vault": .string(header.identifier),
      "header-digest": .string(header.digest.description),
      "required": .integer(header.required),
      "members": .array(header.members.map { .string($0.description) }),
      "escrow": header.escrow.map { .string($0.description) } ?? .null,
      "contents": header.contents,
    ]
  }
}
