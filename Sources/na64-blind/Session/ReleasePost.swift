import BlindAnalysis
import EventData
import Ledger

/// Where requests for releases, their keys and the releases lie in a project.
struct ReleasePost {
  private let analysis: OpenedAnalysis
  private let purpose: ReleaseRequest.Purpose

  /// Files with private keys of requests; nobody but the owner can read them.
  static let secretFolder = "\(ProjectFolder.controlFolder)/secret"
  /// The compartments that are asked for: that of the stage, or all to seal them anew.
  private var stages: [String] {
    switch purpose {
    case .unblind: [analysis.definition.stage.name]
    case .reshare: analysis.definition.sealedStages.names
    }
  }
  private static let sizeLimit = 1 << 20
  private static let mostReleases = 1000

  init(of analysis: OpenedAnalysis, for purpose: ReleaseRequest.Purpose) {
    (self.analysis, self.purpose) = (analysis, purpose)
  }

  var requestPath: String { analysis.resultPath("\(purpose.rawValue)-request.json", later: nil) }
  var releaseFolder: String { analysis.resultPath("\(purpose.rawValue)-releases", later: nil) }

  private func secretPath(of request: ReleaseRequest) -> String {
    "\(Self.secretFolder)/\(request.digest.hexadecimal.prefix(16)).key"
  }

  /// What an opening is asked for: the frozen analysis and the statement about it.
  static func terms(of freeze: FreezeRecord) -> CanonicalValue {
    ["analysis": .string(freeze.analysis), "freeze": .string(freeze.digest.description)]
  }

  // MARK: Asking

  /// A request with a key of its own.
  func request(
    _ terms: CanonicalValue, in vaults: [HeldVault], after head: LedgerHead
  ) throws -> (request: ReleaseRequest, key: MemberKey) {
    let key = try MemberKey(from: analysis.environment.vaultKeys)
    let request = try ReleaseRequest(
      purpose, of: stages, in: vaults.map(\.record.vault), terms: terms, after: head,
      receivedBy: key)
    return (request, key)
  }

  /// Keeps the key that will open the releases; written before anybody can see the request.
  ///
  /// The key of the request before it goes: what was released for that is of no use any more.
  func keep(
    _ key: MemberKey, of request: ReleaseRequest, in project: borrowing LockedProject
  ) throws {
    if let bytes = try analysis.project.readIfPresent(requestPath, limit: Self.sizeLimit),
      let earlier = try? ReleaseRequest(reading: parsed(bytes, requestPath))
    {
      try? forget(earlier, in: project)
    }
    try project.createFolder(Self.secretFolder)
    let file = try NewFile(secretPath(of: request), in: analysis.project, readers: .owner)
    try key.write(for: "request", to: file)
  }

  func publish(_ request: ReleaseRequest, in project: borrowing LockedProject) throws {
    try project.write(request.value.indentedBytes(), to: requestPath)
  }

  // MARK: Answering

  /// The request that the ledger has last, with the shown vaults.
  func pendingRequest(
    _ journal: AnalysisJournal, to vaults: [HeldVault]
  ) throws -> ReleaseRequest {
    guard let bytes = try analysis.project.readIfPresent(requestPath, limit: Self.sizeLimit)
    else {
      throw Refusal(
        .wrongState, "nobody has asked for releases",
        next: purpose == .unblind
          ? "na64-blind unblind \(analysis.file.words) --request"
          : "na64-blind vault reshare \(analysis.file.words) --request --members MEMBERS "
            + "--required N")
    }
    let request = try ReleaseRequest(reading: try parsed(bytes, requestPath))
    try journal.ledger.verify(against: request.ledger)
    guard request.purpose == purpose, journal.hasRequest(request) else {
      throw Refusal(
        .signOffInvalid, "the ledger does not have this request, or has a later one",
        next: "take '\(requestPath)' and the ledger from the one who asked")
    }
    guard request.stages == stages else {
      throw Refusal(
        .signOffInvalid,
        "the request is for \(request.stages.joined(separator: ", ")), and not for "
          + stages.joined(separator: ", "),
        next: "ask for releases once more")
    }
    guard request.vaults == vaults.map(\.record.vault) else {
      throw Refusal(
        .dataChanged, "the vaults are not those of the request",
        next: "restore the vaults that the analysis was frozen with")
    }
    return request
  }

  func write(_ release: Ledger.Release, in project: borrowing LockedProject) throws -> String {
    let path = "\(releaseFolder)/\(release.member.name).json"
    try project.write(release.value.indentedBytes(), to: path)
    return path
  }

  // MARK: Receiving

  /// The releases that lie in the project for a request, by the name of their files.
  func releases(for request: ReleaseRequest) throws -> [Ledger.Release] {
    var releases: [Ledger.Release] = []
    do {
      for name in try analysis.project.names(in: releaseFolder, limit: Self.mostReleases)
      where name.hasSuffix(".json") {
        let path = "\(releaseFolder)/\(name)"
        let bytes = try analysis.project.read(path, limit: Self.sizeLimit)
        let release = try Ledger.Release(reading: try parsed(bytes, path))
        guard release.request == request.digest else { continue }
        if !releases.contains(where: { $0.member == release.member }) { releases.append(release) }
      }
    } catch let error as StorageError where error.reason == .missing {
      return []
    }
    return releases
  }

  /// The members who released for a frozen analysis; nil if nobody has asked them.
  func members(
    releasing freeze: FreezeRecord, to vaults: [HeldVault], _ journal: AnalysisJournal
  ) -> [String]? {
    guard let request = try? pendingRequest(journal, to: vaults),
      request.terms == Self.terms(of: freeze)
    else { return nil }
    return ((try? releases(for: request)) ?? []).map(\.member.name)
  }

  func key(of request: ReleaseRequest) throws -> MemberKey {
    guard
      var bytes = try analysis.project.readIfPresent(
        secretPath(of: request), limit: Self.sizeLimit)
    else {
      throw Refusal(
        .keyUnusable, "the key that receives the releases is not in this copy of the project",
        next: "go on where the request was made, or ask for releases once more")
    }
    return try MemberKey.read(wiping: &bytes).key
  }

  /// Removes the key of a request that is done with.
  func forget(_ request: ReleaseRequest, in project: borrowing LockedProject) throws {
    try project.remove(secretPath(of: request))
  }

  private func parsed(_ bytes: [UInt8], _ path: String) throws -> CanonicalValue {
    do {
      return try CanonicalValue(parsing: bytes, limit: Self.sizeLimit)
    } catch {
      throw Refusal(.signOffInvalid, "'\(path)' cannot be read: \(error)")
    }
  }
}
