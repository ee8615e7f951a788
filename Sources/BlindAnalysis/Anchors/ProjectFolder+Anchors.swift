public import Ledger

/// The anchors that lie in a project: statements, freeze records and results.
///
/// Whoever can rewrite the ledger can rewrite these too; they show a ledger that was lost, rolled
/// back or mixed up. Against a forger, a checkpoint has to be kept elsewhere.
extension ProjectFolder {
  /// What lies below `results/`, in the order of its path. What cannot be read is no anchor, and
  /// neither is what lies behind a link.
  public var anchors: [LedgerAnchor] {
    folders(in: Self.results).flatMap { analysis in
      let inside = folders(in: analysis)  // of stages and of later results
      let below = inside.flatMap { folders(in: $0).filter(Self.isOfLaterResult) }
      return ([analysis] + inside + below).flatMap(anchors(in:))
    }
  }

  private func anchors(in folder: String) -> [LedgerAnchor] {
    AnchorFile.all.compactMap { file in
      let path = "\(folder)/\(file.name)"
      return (try? read(path, limit: Self.sizeLimit)).flatMap(file.knowledge)
        .map { LedgerAnchor(source: path, knowledge: $0) }
    }
  }

  private func folders(in path: String) -> [String] {
    ((try? names(in: path)) ?? []).map { "\(path)/\($0)" }
  }

  private static func isOfLaterResult(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix(PostUnblind.folderPrefix) ?? false
  }

  static let results = "results"
  private static let sizeLimit = 16 << 20
}

/// A file of results that names a freeze.
private struct AnchorFile: Sendable {
  let name: String
  /// Reads what it knows from its bytes; nil if it holds nothing of the kind.
  let knowledge: @Sendable ([UInt8]) -> LedgerAnchor.Knowledge?

  static let all = [
    AnchorFile(name: "freeze.json") { bytes in
      document(bytes).flatMap { try? .freeze(Digest(of: $0, as: .freeze)) }
    },
    AnchorFile(name: "result.json") { bytes in
      document(bytes)?["freeze"]?.string.flatMap { Digest(parsing: $0) }.map { .opening($0) }
    },
    AnchorFile(name: "statement.txt") { bytes in
      StatementDigest.first(in: String(decoding: bytes, as: UTF8.self)).map { .freeze($0) }
    },
  ]

  private static func document(_ bytes: [UInt8]) -> CanonicalValue? {
    try? CanonicalValue(parsing: bytes)
  }
}

/// The line of a statement that names what is signed.
public enum StatementDigest {
  /// What the line begins with, up to the digest.
  public static let label = "Analysis digest "

  /// The digest in the first such line of a text.
  public static func first(in text: some StringProtocol) -> Digest? {
    text.split(separator: "\n").lazy.filter { $0.hasPrefix(label) }
      .compactMap { Digest(parsing: $0.dropFirst(label.count)) }.first
  }
}
