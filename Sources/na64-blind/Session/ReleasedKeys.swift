import BlindAnalysis
import EventData
import Ledger

/// The keys of the vaults that members have released for one frozen analysis, in memory.
struct ReleasedKeys {
  let keys: [StageKey]
  /// For the ledger: whose releases were used.
  let events: [SealingEvent]
  private let post: ReleasePost
  private let request: ReleaseRequest?

  /// Opens the releases and proves every chunk of every vault; nothing if nothing is sealed.
  ///
  /// - Throws: ``Refusal`` or `VaultError` for what is missing or wrong.
  init(
    for freeze: FreezeRecord, of analysis: OpenedAnalysis, in journal: AnalysisJournal,
    to vaults: [HeldVault]
  ) throws {
    post = ReleasePost(of: analysis, for: .unblind)
    guard !freeze.sealed.isEmpty else {
      (keys, events, request) = ([], [], nil)
      return
    }
    let request = try post.pendingRequest(journal, to: vaults)
    guard request.terms == ReleasePost.terms(of: freeze) else {
      throw Refusal(
        .signOffInvalid, "the releases were asked for another frozen analysis",
        next: "na64-blind unblind \(analysis.file.words) --request")
    }
    let opened = try Self.open(request, post, vaults)
    (keys, events) = (opened.keys.flatMap(\.self), opened.events)
    self.request = request
  }

  /// The keys that the releases for a request give, what they open proven to the last chunk.
  ///
  /// - Returns: For each vault the keys of the stages that were asked for, in the header's order.
  static func open(
    _ request: ReleaseRequest, _ post: ReleasePost, _ vaults: [HeldVault]
  ) throws -> (keys: [[StageKey]], events: [SealingEvent]) {
    let receiver = try post.key(of: request)
    let releases = try post.releases(for: request)
    let headers = vaults.map(\.vault.header)
    let shares = try releases.flatMap {
      try $0.opened(with: receiver, for: request, from: headers)
    }
    let keys = try vaults.map { held in
      let stages = held.vault.header.compartments.map(\.stage).filter(request.stages.contains)
      return try stages.map { stage in
        let key = try Self.key(of: held.vault, from: shares, for: stage, request.purpose)
        try held.vault.verify(key)
        return key
      }
    }
    let events = releases.map { release in
      SealingEvent.release(
        member: release.member.description, request: request.digest, release: release.digest)
    }
    return (keys, events)
  }

  /// A vault does not know what it is opened for, and advises releases for an opening.
  private static func key(
    of vault: SealedVault, from shares: [ReleasedShare], for stage: String,
    _ purpose: ReleaseRequest.Purpose
  ) throws -> StageKey {
    do throws(VaultError) {
      return try vault.key(from: shares, for: stage)
    } catch {
      guard purpose == .reshare, error.kind == .tooFewReleases else { throw error }
      throw Refusal(.signOffInvalid, error.message, next: error.next.map { "\($0) --reshare" })
    }
  }

  /// Removes the key that received the releases: it has been of use.
  func forget(in project: borrowing LockedProject) throws {
    guard let request else { return }
    try post.forget(request, in: project)
  }
}
