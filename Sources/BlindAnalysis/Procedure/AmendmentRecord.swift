public import Ledger

/// Permission to open the box again for another definition, with a reason, once it is open.
public struct AmendmentRecord: Hashable, Sendable {
  public let analysis: String
  public let definition: Digest
  public let reason: String
  /// Where the data files are: relative to the project, or absolute outside it.
  public let files: [String]

  public init(of definition: AnalysisDefinition, reading files: [String], reason: String) {
    self.init(
      analysis: definition.name, definition: definition.digest, reason: reason, files: files)
  }

  init(analysis: String, definition: Digest, reason: String, files: [String]) {
    (self.analysis, self.definition) = (analysis, definition)
    (self.reason, self.files) = (reason, files)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "amendment")
    analysis = try record.string("analysis")
    definition = try record.digest("definition-digest")
    reason = try record.string("reason")
    files = try record.array("files").map { try RecordReader.text($0, "file name") }
  }

  var canonical: CanonicalValue {
    [
      "analysis": .string(analysis), "definition-digest": .string(definition.description),
      "reason": .string(reason), "files": .array(files.map(CanonicalValue.string)),
    ]
  }
}

/// An opening that came to its end.
public struct FinishedOpening: Hashable, Sendable {
  public let freeze: FreezeRecord
  public let signOffs: [SignOffRecord]
  /// Digest of the result document.
  public let result: Digest
}

extension AnalysisHistory {
  /// Every opening that came to its end, the first one first.
  public var openings: [FinishedOpening] {
    guard let freeze, let result else { return amended }
    return amended + [FinishedOpening(freeze: freeze, signOffs: signOffs, result: result)]
  }

  /// The opening under a definition, if it came to its end.
  public func opening(of definition: Digest) -> FinishedOpening? {
    openings.first { $0.freeze.definition == definition }
  }

  /// The freeze under which the box of a definition is open, or was being opened.
  public func freezeThatOpened(_ definition: Digest) -> FreezeRecord? {
    let current = opened == nil ? nil : freeze
    let found = opening(of: definition)?.freeze ?? current
    return found?.definition == definition ? found : nil
  }

  /// Refuses a definition that may not be frozen or opened because the box was opened for another.
  ///
  /// - Throws: ``Refusal`` with the status "already unblinded differently".
  public func refuseOtherDefinition(_ definition: Digest) throws {
    guard stage(for: definition) == .unblinded, opening(of: definition) == nil else { return }
    throw Refusal(
      .unblindedDifferently,
      "the box of '\(analysis)' was opened for another definition; its first result stays",
      next: "to allow this one, marked as post-unblind: na64-blind amend FILE --reason \"…\"")
  }
}
