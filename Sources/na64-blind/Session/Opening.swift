import BlindAnalysis
import EventData
import Inference
import Ledger
import Report

/// The one run that opens a box, in the order of the specification, section 3.
struct Opening: ~Copyable {
  private let analysis: OpenedAnalysis
  private let project: LockedProject
  private var gate: UnblindingGate
  private let toolNote: String?

  /// Room for the result, kept before the box is opened: names of events are bounded.
  private static let resultSize = 256 << 10
  /// Room for what came out of the vaults; more than this is written if the disk has it.
  private static let keptRowsSize = 4 << 20
  /// Room for the ledger's last entries.
  private static let ledgerSize = 64 << 10

  /// - Parameter toolNote: Why an interrupted opening goes on with another program.
  init(of analysis: OpenedAnalysis, toolNote: String?) throws {
    // The ledger is read under the lock, so that nobody can add to it meanwhile.
    let locked = try analysis.project.lock()
    gate = UnblindingGate(try analysis.journal())
    (self.analysis, self.toolNote) = (analysis, toolNote)
    project = locked
  }

  /// Checks, signs off, opens, writes, and only then returns what may be printed.
  mutating func run(_ request: OpeningRequest) throws -> OpenedResult {
    let freeze = try gate.freeze(
      for: analysis.definition.digest, resuming: request == .resume)
    let statement = Statement(of: freeze)
    if request == .signOff(phrase: nil) { try checkSignatures(freeze, on: statement) }
    var inForce = try DataInForce(of: analysis, gate.journal)
    let sample = try inForce.read()
    try inForce.check(against: freeze)
    if request != .resume { try checkBinding(freeze, on: inForce) }
    let known = inForce.known
    let run = try analysis.estimate(from: sample, journal: gate.journal, known: known)
    let circumstances = try circumstances(of: run, known: known)
    try gate.verify(circumstances, against: freeze)  // nobody types for nothing
    try inForce.data.checkOpenFiles()
    let released = try ReleasedKeys(
      for: freeze, of: analysis, in: gate.journal, to: inForce.data.vaults)
    let asked = UnblindingRequest(
      intent: try request.intent(for: statement, under: freeze.quorum, in: analysis.environment),
      circumstances: circumstances, actor: analysis.environment.actor)
    let result = try project.reserve(Self.resultSize)
    var rows: ReservedSpace?
    if !released.keys.isEmpty { rows = try project.reserve(Self.keptRowsSize) }
    let ledger = try project.reserve(Self.ledgerSize)
    let key = try gate.authorise(asked, using: released.events, in: project)
    try inForce.remember(gate.journal.ledger)
    if let rows = rows.take() { project.release(rows) }
    let sealed = try analysis.keptRows(under: freeze).map { folder in
      try makePlace(for: inForce.data.keptFiles(in: folder), in: folder)
      return SealedRows.unlocked(by: released.keys, keepingIn: folder)
    }
    let box = try inForce.data.box(under: freeze.digest, expecting: freeze.data, sealed: sealed)
      .open(with: key)
    let opened = try OpenedResult(
      run.estimate, box: box, freeze: freeze,
      grade: Grade(known, of: analysis.definition, after: gate.journal.history),
      signedBy: gate.journal.history.signOffs.filter { $0.signed != nil }.map(\.signer))
    try project.write(
      opened.document.bytes(),
      to: analysis.resultPath("result.json", later: freeze.postUnblind?.number),
      using: result)
    project.release(ledger)
    try gate.close(freeze, result: opened.document.digest, in: project)
    try released.forget(in: project)
    return opened
  }

  /// An opening that was interrupted may have kept rows already.
  private func makePlace(for files: [String], in folder: KeptRowsFolder) throws {
    try project.createFolder(folder.path)
    for file in files { try project.remove(file) }
  }

  /// Asks the members of the vaults for their shares, after the same checks as before an opening.
  mutating func requestReleases() throws -> ReleaseRequest {
    let freeze = try gate.freeze(for: analysis.definition.digest, resuming: false)
    var inForce = try DataInForce(of: analysis, gate.journal)
    guard !inForce.data.vaults.isEmpty else {
      throw Refusal(
        .wrongState, "no dataset of this analysis is sealed, so no release is needed",
        next: "na64-blind unblind \(analysis.file.words) --sign-off")
    }
    let sample = try inForce.read()
    try inForce.check(against: freeze)
    let known = inForce.known
    let run = try analysis.estimate(from: sample, journal: gate.journal, known: known)
    try gate.verify(try circumstances(of: run, known: known), against: freeze)
    try inForce.data.checkOpenFiles()
    let post = ReleasePost(of: analysis, for: .unblind)
    let (request, key) = try post.request(
      ReleasePost.terms(of: freeze), in: inForce.data.vaults, after: gate.journal.ledger.head)
    try post.keep(key, of: request, in: project)
    try gate.record(.request(request), in: project)
    try post.publish(request, in: project)
    return request
  }

  /// Where signatures are asked for, they are counted before any data are read.
  private func checkSignatures(_ freeze: FreezeRecord, on statement: Statement) throws {
    guard !freeze.quorum.isTyped else { return }
    try analysis.checkFileOfSigners(freeze)
    try gate.verifySignOffs(of: freeze, on: statement.digest)
  }

  /// What was done about the same data after the freeze binds its opening.
  private func checkBinding(_ freeze: FreezeRecord, on inForce: DataInForce) throws {
    try analysis.checkSigners(freeze.quorum, gate.journal, about: inForce)
    try analysis.definition.refuseAsGenerated(inForce.known)
  }

  private func circumstances(
    of run: EstimateRun, known: DataHistory
  ) throws -> UnblindingCircumstances {
    UnblindingCircumstances(
      definition: analysis.definition.digest, tool: try analysis.environment.tool(),
      data: run.estimate.open.map(\.record), estimate: run.document.digest, known: known,
      toolNote: toolNote)
  }
}

/// How the user asks for an opening.
enum OpeningRequest: Hashable {
  case signOff(phrase: String?)
  case resume

  /// Shows the statement and asks for the phrase, unless it was given or people have signed.
  func intent(
    for statement: Statement, under quorum: Quorum, in environment: CommandEnvironment
  ) throws -> UnblindingRequest.Intent {
    switch self {
    case .resume: return .resume
    case .signOff(nil) where !quorum.isTyped: return .signed(statement: statement.digest)
    case .signOff(let phrase):
      let typed = phrase ?? ask(statement, in: environment)
      guard let typed else {
        // The question stands on this line still.
        environment.printError("")
        throw Refusal(
          .signOffInvalid, "nothing was typed, so nothing was signed or opened",
          next: "type the last line of the statement, or give it with --phrase")
      }
      return .open(phrase: typed, statement: statement.digest)
    }
  }

  private func ask(_ statement: Statement, in environment: CommandEnvironment) -> String? {
    environment.printError(statement.text)
    return environment.ask("Sign-off: ")
  }
}

/// What came out of the box, written down already.
struct OpenedResult {
  let document: ResultDocument
  let text: ResultText

  init(
    _ estimate: BlindEstimate, box: Observed<BoxContent>, freeze: FreezeRecord, grade: Grade,
    signedBy: [String]
  ) throws {
    let limit = try estimate.experiment.observedLimit(box)
    let compatibility =
      estimate.definition.hasStages ? try estimate.experiment.compatibility(of: box) : nil
    document = try ResultDocument(
      estimate, box: box, limit: limit, compatibility: compatibility, freeze: freeze, grade: grade,
      signedBy: signedBy)
    text = ResultText(
      estimate, box: box, limit: limit, compatibility: compatibility, freeze: freeze, grade: grade,
      signedBy: signedBy)
  }
}
