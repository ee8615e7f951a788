import BlindAnalysis
import EventData
import Ledger

/// Sealing the same rows anew for other members, with the releases of enough of the present ones.
struct Resharing {
  private let analysis: OpenedAnalysis
  private var post: ReleasePost { ReleasePost(of: analysis, for: .reshare) }

  init(of analysis: OpenedAnalysis) { self.analysis = analysis }

  /// Asks for releases to these new members.
  func request(
    members: [VaultMember], required: Int, escrow: VaultMember?
  ) throws -> ReleaseRequest {
    let locked = try analysis.project.lock()
    var journal = try analysis.journal()
    let vaults = try vaults()
    // Refuses members and thresholds that make no sense before anybody is asked.
    _ = try VaultPlan(
      contents: .null, required: required, members: members, escrow: escrow,
      stages: analysis.definition.sealedStages.names.map { ($0, 1) })
    let (request, key) = try post.request(
      [
        "analysis": .string(analysis.definition.name), "required": .integer(required),
        "members": .array(members.map { .string($0.description) }),
        "escrow": escrow.map { .string($0.description) } ?? .null,
      ], in: vaults, after: journal.ledger.head)
    try post.keep(key, of: request, in: locked)
    try journal.append(.request(request), in: locked)
    try post.publish(request, in: locked)
    return request
  }

  /// Seals anew with the releases that are there; the present vaults stay as they are.
  ///
  /// - Returns: The new vaults with their names in the folder.
  func run(into folder: String) throws -> [(name: String, header: VaultHeader)] {
    let locked = try analysis.project.lock()
    var journal = try analysis.journal()
    let vaults = try vaults()
    let request = try post.pendingRequest(journal, to: vaults)
    let (members, required, escrow) = try terms(of: request)
    let (keys, events) = try ReleasedKeys.open(request, post, vaults)
    for event in events { try journal.append(event, in: locked) }
    let target = try ProjectFolder.forNewFiles(at: folder)
    var made: [(name: String, header: VaultHeader)] = []
    for (held, keys) in zip(vaults, keys) {
      let name = held.fileName
      let header = try held.vault.resealed(
        with: keys, for: members, required: required, escrow: escrow,
        to: NewFile(name, in: target), from: analysis.environment.vaultKeys)
      let record = SealedRecord(
        of: held.record.dataset, in: header, rawData: held.record.rawData)
      try journal.append(.reshare(from: held.record.vault, to: record), in: locked)
      made.append((name, header))
    }
    try post.forget(request, in: locked)
    return made
  }

  private func vaults() throws -> [HeldVault] {
    let vaults = try HeldVault.all(
      of: analysis.definition, relativeTo: analysis.file.folder)
    guard !vaults.isEmpty else {
      throw Refusal(
        .wrongState, "no dataset of this analysis is sealed",
        next: "na64-blind seal \(analysis.file.words) --members MEMBERS --required N --into FOLDER")
    }
    return vaults
  }

  private func terms(
    of request: ReleaseRequest
  ) throws -> (members: [VaultMember], required: Int, escrow: VaultMember?) {
    let lines = request.terms["members"]?.array?.compactMap(\.string) ?? []
    let escrow = request.terms["escrow"]?.string
    return (
      try VaultMember.list(Array(lines.joined(separator: "\n").utf8)),
      request.terms["required"]?.integer ?? 0, escrow.flatMap { VaultMember(parsing: $0) }
    )
  }
}
