import Backgrounds
public import BlindAnalysis
public import Inference
public import Ledger

/// `estimate.json`: every number of an estimate, in canonical form with a versioned schema.
public struct EstimateDocument: Sendable {
  public let value: CanonicalValue
  /// Of the document without titles and sources, which decide nothing; freeze and ledger name it.
  public let digest: Digest

  /// - Parameters:
  ///   - grade: What the blinding is worth.
  ///   - postUnblind: How much later than the opening of the box the definition is, if so.
  public init(_ estimate: BlindEstimate, grade: Grade, postUnblind: Int?) throws {
    let definition = estimate.definition
    var members: [String: CanonicalValue] = [
      "schema": "na64-blind/estimate/1",
      "analysis": .string(definition.name),
      "title": .string(definition.title),
      "definition-digest": .string(definition.digest.description),
      "pseudo-data": .bool(definition.usesPseudoData),
      "box": "shut", "grade": .string(grade.rawValue),
      "post-unblind": postUnblind.map(CanonicalValue.integer) ?? .null,
      "data": .array(
        try estimate.open.map { summary in
          let clustering = estimate.clustering.first { $0.dataset == summary.dataset }
          return try summary.document(in: definition, clustering)
        }),
      "backgrounds": estimate.backgrounds.document,
      "expected-limit": estimate.limit.document(of: estimate.experiment),
      "random-seed": .null,
    ]
    members.merge(estimate.stageDocument) { _, new in new }
    value = .object(members)
    digest = try Self.digest(of: value)
  }

  /// The digest of an estimate, also of one that was read from a file.
  public static func digest(of value: CanonicalValue) throws -> Digest {
    try Digest(of: value.without(["title", "source"]), as: .estimate)
  }

  /// The bytes of the file.
  public func bytes() throws -> [UInt8] { try value.canonicalBytes() + [UInt8(ascii: "\n")] }

  /// The numbers people sign, for the freeze record.
  public var headline: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "backgrounds": value["backgrounds"] ?? .null,
      "expected-limit": value["expected-limit"] ?? .null,
    ]
    members["share"] = value["share"]
    return .object(members)
  }
}

extension CanonicalValue {
  /// The value without the members of some names, at any depth.
  fileprivate func without(_ names: Set<String>) -> CanonicalValue {
    switch self {
    case .object(let members):
      .object(members.filter { !names.contains($0.key) }.mapValues { $0.without(names) })
    case .array(let elements): .array(elements.map { $0.without(names) })
    default: self
    }
  }
}
