import BlindAnalysis
public import Inference
public import Ledger

/// `estimate.json`: every number of an estimate, in canonical form with a versioned schema.
public struct EstimateDocument: Sendable {
  public let value: CanonicalValue
  /// Digest of the document; the freeze and the ledger name it.
  public let digest: Digest

  /// - Parameter postUnblind: How much later than the opening of the box the definition is, if so.
  public init(_ estimate: BlindEstimate, postUnblind: Int?) throws {
    let definition = estimate.definition
    value = [
      "schema": "na64-blind/estimate/1",
      "analysis": .string(definition.name),
      "title": .string(definition.title),
      "definition-digest": .string(definition.digest.description),
      "pseudo-data": .bool(definition.usesPseudoData),
      "box": "shut", "post-unblind": postUnblind.map(CanonicalValue.integer) ?? .null,
      "data": .array(try estimate.open.map { try $0.document(in: definition) }),
      "backgrounds": estimate.backgrounds.document,
      "expected-limit": estimate.limit.document(of: estimate.experiment),
      "random-seed": .null,
    ]
    digest = try Digest(of: value, as: .estimate)
  }

  /// The bytes of the file.
  public func bytes() throws -> [UInt8] { try value.canonicalBytes() + [UInt8(ascii: "\n")] }

  /// The numbers people sign, for the freeze record.
  public var headline: CanonicalValue {
    [
      "backgrounds": value["backgrounds"] ?? .null,
      "expected-limit": value["expected-limit"] ?? .null,
    ]
  }
}
