public import Ledger

/// What can happen to an analysis, as the ledger records it.
public enum ProcedureEvent: Hashable, Sendable {
  case register(RegistrationRecord)
  case sketch(SketchRecord)
  case recognise(RecognitionRecord)
  case estimate(EstimateRecord)
  case freeze(FreezeRecord)
  case unfreeze(freeze: Digest, reason: String)
  case signOff(SignOffRecord)
  case amendSigners(SignersAmendment)
  case approveSigners(ApprovalRecord)
  case unblindBegin(freeze: Digest)
  case unblindEnd(freeze: Digest, result: Digest)
  case amend(AmendmentRecord)

  /// Reads an entry; nil for a kind that says nothing about an analysis.
  ///
  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  init?(reading entry: LedgerEntry) throws {
    let body = RecordReader(entry.body, named: entry.kind)
    switch entry.kind {
    case "register": self = .register(try RegistrationRecord(reading: entry.body))
    case "sketch": self = .sketch(try SketchRecord(reading: entry.body))
    case let kind where RecognitionRecord.kinds.contains(kind):
      self = .recognise(try RecognitionRecord(reading: entry.body))
    case "estimate": self = .estimate(try EstimateRecord(reading: entry.body))
    case "freeze": self = .freeze(try FreezeRecord(reading: entry.body))
    case "unfreeze":
      self = .unfreeze(freeze: try body.digest("freeze"), reason: try body.string("reason"))
    case "sign-off": self = .signOff(try SignOffRecord(reading: entry.body, at: entry.settledTime))
    case "amend-signers": self = .amendSigners(try SignersAmendment(reading: entry.body))
    case "approve-signers":
      self = .approveSigners(try ApprovalRecord(reading: entry.body, at: entry.settledTime))
    case "unblind-begin": self = .unblindBegin(freeze: try body.digest("freeze"))
    case "unblind-end":
      self = .unblindEnd(freeze: try body.digest("freeze"), result: try body.digest("result"))
    case "amend": self = .amend(try AmendmentRecord(reading: entry.body))
    default: return nil
    }
  }

  /// The name of the entry in the ledger.
  public var kind: String {
    switch self {
    case .register: "register"
    case .sketch: "sketch"
    case .recognise(let record): record.kind
    case .estimate: "estimate"
    case .freeze: "freeze"
    case .unfreeze: "unfreeze"
    case .signOff: "sign-off"
    case .amendSigners: "amend-signers"
    case .approveSigners: "approve-signers"
    case .unblindBegin: "unblind-begin"
    case .unblindEnd: "unblind-end"
    case .amend: "amend"
    }
  }

  /// The body of the entry, without the name of the analysis where the record has it.
  func body(of analysis: String) -> CanonicalValue {
    switch self {
    case .register(let record): record.canonical
    case .sketch(let record): record.canonical
    case .recognise(let record): record.canonical
    case .estimate(let record): record.canonical
    case .freeze(let record): record.value
    case .unfreeze(let freeze, let reason):
      [
        "analysis": .string(analysis), "freeze": .string(freeze.description),
        "reason": .string(reason),
      ]
    case .signOff(let record): record.canonical
    case .amendSigners(let record): record.canonical
    case .approveSigners(let record): record.canonical
    case .unblindBegin(let freeze):
      [
        "analysis": .string(analysis), "freeze": .string(freeze.description),
        "stage": .string(Self.stage(of: analysis)),
      ]
    case .unblindEnd(let freeze, let result):
      [
        "analysis": .string(analysis), "freeze": .string(freeze.description),
        "stage": .string(Self.stage(of: analysis)),
        "result": .string(result.description),
      ]
    case .amend(let record): record.canonical
    }
  }
}

extension ProcedureEvent {
  private static func stage(of analysis: String) -> String {
    StageName(analysis).stage ?? Stage.signal.name
  }

  /// When it was signed, which is when it is entered; nil for an event without a signature.
  var time: Timestamp? {
    switch self {
    case .signOff(let record): record.signed?.time
    case .approveSigners(let record): record.signed.time
    default: nil
    }
  }
}

/// One estimate of one definition on open data, as registered in the ledger.
public struct EstimateRecord: Hashable, Sendable {
  public let analysis: String
  public let definition: Digest
  public let data: [OpenDataRecord]
  /// Digest of the estimate document.
  public let estimate: Digest

  public init(
    analysis: String, definition: Digest, data: [OpenDataRecord], estimate: Digest
  ) {
    (self.analysis, self.definition) = (analysis, definition)
    (self.data, self.estimate) = (data, estimate)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "estimate")
    analysis = try record.string("analysis")
    definition = try record.digest("definition-digest")
    data = try record.array("data").map(OpenDataRecord.init(reading:))
    estimate = try record.digest("estimate-digest")
  }

  var canonical: CanonicalValue {
    [
      "analysis": .string(analysis), "definition-digest": .string(definition.description),
      "data": .array(data.map(\.canonical)),
      "estimate-digest": .string(estimate.description),
    ]
  }
}
