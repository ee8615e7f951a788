public import BlindAnalysis
public import Ledger

/// A project in a temporary folder, whose analysis goes through its stages step by step.
public struct SampleProject {
  public let definition: AnalysisDefinition
  public let folder: ProjectFolder
  public let open: [OpenSummary]
  public let estimate: Digest
  public let headline: CanonicalValue
  /// Who has to sign: alice, bob and carol where the definition asks for signatures.
  public let quorum: Quorum
  /// The vaults of its datasets.
  private let sealed: [SealedRecord]

  /// - Parameters:
  ///   - folder: Where the project is; stays the caller's.
  ///   - open: The open part that is estimated from; by default one file per dataset.
  ///   - estimate: Digest of the estimate document.
  public init(
    _ definition: AnalysisDefinition, in folder: ProjectFolder, open: [OpenSummary]? = nil,
    estimate: Digest = .sample("estimate"), headline: CanonicalValue = [:],
    quorum: Quorum? = nil, sealed: [SealedRecord] = []
  ) {
    self.sealed = sealed
    self.quorum = quorum ?? Self.quorum(of: definition)
    (self.definition, self.folder) = (definition, folder)
    (self.estimate, self.headline) = (estimate, headline)
    self.open = open ?? definition.datasets.map { .sample($0.name, files: $0.files) }
  }

  private static func quorum(of definition: AnalysisDefinition) -> Quorum {
    let typed = definition.signOff.signers == nil
    guard
      let quorum = typed
        ? try? Quorum.typed()
        : try? Quorum.sample(definition.signOff.required, of: TestSigner.reviewers)
    else { preconditionFailure("the sample's signers make no quorum") }
    return quorum
  }

  public static let actor = "alice"
  public static let tool = ToolRecord(version: "test", executable: .sample("program"))
  /// The same moment always, so that equal projects have equal ledgers.
  public static let clock = WallClock { Timestamp(seconds: 1_800_000_000) }

  /// The ledger, read now.
  public func journal() throws -> AnalysisJournal {
    try AnalysisJournal(of: definition.name, in: folder, actor: Self.actor, clock: Self.clock)
  }

  public var estimateRecord: EstimateRecord {
    EstimateRecord(
      analysis: definition.name, definition: definition.digest, data: open.map(\.record),
      estimate: estimate)
  }

  public var registration: RegistrationRecord {
    RegistrationRecord(of: definition, reading: open.flatMap(\.files), sealed: sealed)
  }

  /// What the ledger knows about the files of this definition.
  public func known() throws -> DataHistory {
    try DataHistory(in: journal().ledger, of: registration.files.contains)
  }

  /// Registers the blind region and the estimate.
  public func register() throws {
    try append(.register(registration))
    try append(.estimate(estimateRecord))
  }

  /// Registers the estimate and freezes it.
  @discardableResult
  public func freeze() throws -> FreezeRecord {
    if try journal().history.estimate(of: definition.digest) != estimateRecord { try register() }
    let freeze = try freezeRecord()
    try append(.freeze(freeze))
    return freeze
  }

  /// The record of a freeze made now.
  public func freezeRecord(postUnblind: PostUnblind? = nil) throws -> FreezeRecord {
    try FreezeRecord(
      freezing: definition, on: open,
      under: EffectiveMask(of: definition, joining: try known().declarations),
      estimate: estimate, headline: headline, quorum: quorum, tool: Self.tool,
      seen: try known().regionsThatShowed(definition), postUnblind: postUnblind,
      after: try journal().ledger.head)
  }

  public func append(_ event: ProcedureEvent) throws {
    let locked = try folder.lock()
    var journal = try journal()
    try journal.append(event, in: locked)
  }

  /// What the gate finds when nothing has changed.
  public func circumstances() throws -> UnblindingCircumstances {
    UnblindingCircumstances(
      definition: definition.digest, tool: Self.tool, data: open.map(\.record),
      estimate: estimate, known: try known())
  }

  /// Asks the gate for a key under the lock, reading the ledger anew.
  public func authorise(
    _ intent: UnblindingRequest.Intent, _ circumstances: UnblindingCircumstances? = nil
  ) throws -> UnblindingAuthorisation {
    let locked = try folder.lock()
    var gate = UnblindingGate(try journal())
    let request = UnblindingRequest(
      intent: intent, circumstances: try circumstances ?? self.circumstances(), actor: Self.actor)
    return try gate.authorise(request, in: locked)
  }

  /// Freezes, signs off and opens.
  public func opened<Value>(_ read: @escaping @Sendable () throws -> Value) throws
    -> (freeze: FreezeRecord, content: Observed<Value>)
  {
    let freeze = try freeze()
    let key = try authorise(.open(phrase: freeze.phrase, statement: .sample("statement")))
    return (freeze, try Blinded(under: freeze.digest, reading: read).open(with: key))
  }
}

extension Digest {
  /// A digest that means nothing; another for each name.
  public static func sample(_ name: String) -> Digest {
    Digest(ofBytes: Array(name.utf8), as: RecordType("sample"))
  }
}

extension OpenSummary {
  /// The open part of a dataset that nobody has read.
  public static func sample(
    _ dataset: String, files: [String], open: Int = 1000, quarantined: Int = 0,
    goodSpills: GoodSpills? = nil, cutFlow: [(String, Int)] = [], regions: [(String, Int)] = [],
    spills: [SpillCount]? = nil
  ) -> OpenSummary {
    OpenSummary(
      dataset: dataset, files: files, open: open, quarantined: quarantined,
      goodSpills: goodSpills,
      cutFlow: cutFlow.map { NamedCount(name: $0, count: $1) },
      regions: regions.map { NamedCount(name: $0, count: $1) }, spills: spills,
      digest: .sample("open \(dataset)"))
  }
}
