import Backgrounds
public import BlindAnalysis
public import Inference
public import Ledger
import Signals

/// `result.json`: what the opened box holds and the limit from it, in canonical form.
public struct ResultDocument: Sendable {
  public let value: CanonicalValue
  public let digest: Digest

  /// - Parameters:
  ///   - limit: Made from the same opened box, for the same freeze.
  ///   - compatibility: Of the count with the background alone, for an analysis with stages.
  ///   - signedBy: Whose signatures opened the box; nobody where a phrase was typed.
  public init(
    _ estimate: BlindEstimate, box: Observed<BoxContent>, limit: ObservedLimit,
    compatibility: Compatibility? = nil, freeze: FreezeRecord, grade: Grade,
    signedBy: [String] = []
  ) throws {
    var settings = estimate.definition.limit.document
    settings["parameter"] = estimate.experiment.signal.map { .string($0.parameter) } ?? .null
    settings["limit"] = limit.limit.document
    settings.merge(estimate.experiment.conditions) { _, new in new }
    var members: [String: CanonicalValue] = [
      "schema": "na64-blind/result/1",
      "analysis": .string(freeze.analysis),
      "freeze": .string(box.label.freeze.description),
      "stage": .string(box.label.stage), "grade": .string(grade.rawValue),
      "post-unblind": box.label.postUnblind.map(CanonicalValue.integer) ?? .null,
      "pseudo-data": .bool(estimate.definition.usesPseudoData),
      "observed": .integer(box.value.total),
      "data": .array(
        box.value.events.map { ["name": .string($0.dataset), "events": .integer($0.count)] }),
      "events": .array(box.value.references.map(\.document)),
      "quarantined": .integer(box.value.quarantined),
      "expected-background": estimate.experiment.background.document,
      "observed-limit": .object(settings),
      "estimate-digest": .string(freeze.estimate.description),
    ]
    members.merge(estimate.stageDocument) { known, _ in known }
    if let compatibility { members["background-alone"] = compatibility.document }
    if !signedBy.isEmpty {
      members["signed-by"] = .array(signedBy.map(CanonicalValue.string))
    }
    if !box.value.kept.isEmpty {
      members[Self.keptKey] = .array(box.value.kept.map(\.canonical))
    }
    if let note = box.label.toolNote { members["tool-note"] = .string(note) }
    value = .object(members)
    digest = try Digest(of: value, as: .result)
  }

  /// Absent where nothing was sealed.
  private static let keptKey = "sealed-rows"

  /// What an opening kept of sealed rows, as its result says.
  public static func keptRows(in result: CanonicalValue) -> [KeptRows] {
    (result[keptKey]?.array ?? []).compactMap(KeptRows.init)
  }

  /// The bytes of the file.
  public func bytes() throws -> [UInt8] { try value.canonicalBytes() + [UInt8(ascii: "\n")] }
}

extension EventReference {
  var document: CanonicalValue {
    [
      "dataset": .string(dataset),
      "id": identifiers.map { .array($0.map { .integer(Int($0)) }) } ?? .null,
    ]
  }
}
