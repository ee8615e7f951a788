import ArgumentParser
import BlindAnalysis
import Report

struct Sign: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Sign the statement of a freeze with your SSH key.",
    discussion: """
      Shows the statement, lets 'ssh-keygen' sign it (agents, passphrases and hardware keys work as \
      usual), verifies the signature and records it. Without --key, the key of a signer is looked \
      for among the public keys in ~/.ssh. A signature that was made elsewhere, by 'ssh-keygen -Y \
      sign -n na64-blind -f KEY statement.txt', is taken with --signature.

      Examples:
        na64-blind sign analyses/eplus-2023-70GeV.yaml
        na64-blind sign analyses/eplus-2023-70GeV.yaml --key ~/.ssh/id_ed25519_sk
        na64-blind sign analyses/eplus-2023-70GeV.yaml \\
          --signature statement.txt.sig --as alice
        na64-blind sign analyses/eplus-2023-70GeV.yaml --signers
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Option(help: "The private key, or a public key whose private part an agent holds.")
  var key: String?

  @Option(help: "A signature that was made elsewhere: its file, or - for standard input.")
  var signature: String?

  @Option(name: .customLong("as"), help: "Who signs; refused if the key is somebody else's.")
  var name: String?

  @Flag(help: "Sign the proposed change of the signers, not the statement.")
  var signers = false

  func validate() throws {
    guard key == nil || signature == nil else {
      throw ValidationError("'--key' signs now and '--signature' was made before; give one of them")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let request = SigningRequest(
      subject: signers ? .signers : .statement,
      source: signature.map { .signature($0) } ?? .key(key), name: name)
    let report = try Signing(analysis: analysis, request: request).run()
    try environment.print(report.lines, or: report.document, as: arguments.format)
  }
}
