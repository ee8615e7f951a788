public import Ledger

/// What happens to sealed data, as the ledger records it; no step of an analysis.
public enum SealingEvent: Hashable, Sendable {
  /// Sealing was about to begin, with what was declared for it.
  case begin(files: [String], members: [String], required: Int, escrow: String?, room: Int)
  /// A dataset was split into two files.
  case end(files: [String], openFile: String, vault: SealedRecord)
  /// Members were asked for their shares.
  case request(ReleaseRequest)
  /// A release was used for an opening, or to seal anew.
  case release(member: String, request: Digest, release: Digest)
  /// The same rows were sealed anew for other members.
  case reshare(from: VaultReference, to: SealedRecord)

  public var kind: String {
    switch self {
    case .begin: "seal-begin"
    case .end: "seal-end"
    case .request: "release-request"
    case .release: "release"
    case .reshare: "vault-reshare"
    }
  }

  func body(of analysis: String) -> CanonicalValue {
    var members = members
    members["analysis"] = .string(analysis)
    return .object(members)
  }

  private var members: [String: CanonicalValue] {
    switch self {
    case .begin(let files, let members, let required, let escrow, let room):
      [
        "files": .array(files.map(CanonicalValue.string)),
        "members": .array(members.map(CanonicalValue.string)),
        "required": .integer(required), "escrow": escrow.map(CanonicalValue.string) ?? .null,
        "room-percent": .integer(room),
      ]
    case .end(let files, let openFile, let vault):
      [
        "files": .array(files.map(CanonicalValue.string)), "open-file": .string(openFile),
        SealedRecord.key: vault.canonical,
      ]
    case .request(let request): ["request": request.value]
    case .release(let member, let request, let release):
      [
        "member": .string(member), "request": .string(request.description),
        "release": .string(release.description),
      ]
    case .reshare(let from, let to): ["from": from.canonical, SealedRecord.key: to.canonical]
    }
  }
}

extension AnalysisJournal {
  /// Whether the last request of its purpose in the ledger of this analysis is this one.
  public func hasRequest(_ request: ReleaseRequest) -> Bool {
    let requests = ledger.entries.lazy.filter {
      $0.kind == "release-request" && $0.body["analysis"]?.string == history.analysis
    }
    let last = requests.last { $0.body["request"]?["purpose"]?.string == request.purpose.rawValue }
    return last?.body["request"] == request.value
  }
}

/// Which files are the same data, as far as the ledger knows who was sealed into what.
struct SealedFiles {
  private var groups: [Set<String>] = []
  /// The files that vaults were made of, and the open parts of them.
  var all: Set<String> { groups.reduce(into: []) { $0.formUnion($1) } }

  init(in ledger: LedgerHistory) throws {
    for entry in ledger.entries where entry.kind == "seal-end" {
      let record = RecordReader(entry.body, named: entry.kind)
      let files = try record.array("files").map { try RecordReader.text($0, "file name") }
      var group = Set(files + [try record.string("open-file")])
      groups.removeAll { other in
        guard !other.isDisjoint(with: group) else { return false }
        group.formUnion(other)
        return true
      }
      groups.append(group)
    }
  }

  /// The file, and those that were made of it or that it was made of.
  func relatives(of file: String) -> Set<String> {
    (groups.first { $0.contains(file) } ?? []).union([file])
  }
}
