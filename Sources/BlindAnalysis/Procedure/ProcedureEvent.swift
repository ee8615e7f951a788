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
  case unblindBegin(freeze: Digest)
  case unblindEnd(freeze: Digest, result: Digest)

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
    case "sign-off": self = .signOff(try SignOffRecord(reading: entry.body))
    case "unblind-begin": self = .unblindBegin(freeze: try body.digest("freeze"))
    case "unblind-end":
      self = .unblindEnd(freeze: try body.digest("freeze"), result: try body.digest("result"))
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
    case .unblindBegin: "unblind-begin"
    case .unblindEnd: "unblind-end"
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
    case .unblindBegin(let freeze):
      [
        "analysis": .string(analysis), "freeze": .string(freeze.description), "stage": "signal",
      ]
    case .unblindEnd(let freeze, let result):
      [
        "analysis": .string(analysis), "freeze": .string(freeze.description), "stage": "signal",
        "result": .string(result.description),
      ]
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

/// One sign-off: typed by one person now, signed with a key by several later.
public struct SignOffRecord: Hashable, Sendable {
  public enum Method: String, Sendable { case typed }

  public let analysis: String
  public let freeze: Digest
  /// Digest of the statement that was shown.
  public let statement: Digest
  public let signer: String
  public let method: Method

  public init(analysis: String, freeze: Digest, statement: Digest, signer: String, method: Method) {
    (self.analysis, self.freeze, self.statement) = (analysis, freeze, statement)
    (self.signer, self.method) = (signer, method)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "sign-off")
    analysis = try record.string("analysis")
    (freeze, statement) = (try record.digest("freeze"), try record.digest("statement"))
    signer = try record.string("signer")
    guard let method = Method(rawValue: try record.string("method")) else {
      throw Refusal(.ledgerInvalid, "the ledger holds a sign-off of a kind unknown to this version")
    }
    self.method = method
  }

  /// `key` and `signature` are the places of an SSH signature; a typed sign-off leaves them empty.
  var canonical: CanonicalValue {
    [
      "analysis": .string(analysis), "freeze": .string(freeze.description),
      "statement": .string(statement.description), "signer": .string(signer),
      "method": .string(method.rawValue), "key": .null, "signature": .null,
    ]
  }
}
