import BlindAnalysis
import EventData
import Ledger

/// What the user asks for when sealing.
struct SealingRequest {
  let members: [VaultMember]
  let required: Int
  let escrow: VaultMember?
  let room: Int
  let rawData: String?
  /// Where the two files of each dataset go.
  let folder: String
}

extension OpenedAnalysis {
  /// Splits the data into open files and vaults; registers the blind region before any row is read.
  func seal(_ request: SealingRequest) throws -> [SealedDataset] {
    guard definition.stage.kind == .signal else {
      throw Refusal(
        .usage, "data are sealed for all stages at once, so no stage is named",
        next: "the same without --stage")
    }
    let locked = try project.lock()
    var journal = try journal()
    var inForce = try DataInForce(of: self, journal)
    guard inForce.data.vaults.isEmpty else {
      throw Refusal(
        .wrongState, "the data of this analysis are sealed already",
        next:
          "for other members: na64-blind vault reshare \(file.words) --request --members MEMBERS "
          + "--required N")
    }
    try refuseSealingOpened(journal.history)
    try inForce.known.refuseSecondOpening(of: definition.digest)
    let folder = try ProjectFolder.forNewFiles(at: request.folder)
    let plan = SealingPlan(
      members: request.members, required: request.required, escrow: request.escrow,
      room: request.room, rawData: request.rawData, stages: definition.sealedStages,
      columns: inForce.mask.readColumns(forStagesOf: definition))
    let registration = RegistrationRecord(
      of: definition, reading: inForce.data.files,
      generated: inForce.data.parts.filter(\.isGenerated).flatMap(\.files))
    if !journal.history.registrations.contains(registration) {
      try journal.append(.register(registration), in: locked)
    }
    try journal.append(
      .begin(
        files: inForce.data.files, members: request.members.map(\.description),
        required: request.required, escrow: request.escrow?.description, room: request.room),
      in: locked)
    // The events may show that more has to be blind.
    try inForce.recognise()
    try record(inForce.recovered[...], in: &journal, locked)
    for sketch in try inForce.newSketches(in: journal.ledger) {
      try journal.append(.sketch(sketch), in: locked)
    }
    try inForce.remember(journal.ledger)
    try inForce.known.refuseSecondOpening(of: definition.digest)
    let progress = ProgressBar(in: environment)
    defer { progress.clear() }
    var sealed: [SealedDataset] = []
    try inForce.data.seal(
      blinding: inForce.mask, as: plan, into: folder, from: environment.vaultKeys,
      progress: progress.show
    ) { dataset in
      let openFile = "\(request.folder)/\(dataset.openFile)"
      try journal.append(
        .end(files: dataset.files, openFile: place(of: openFile), vault: dataset.record),
        in: locked)
      try inForce.remember(
        dataset.dataset, sealedInto: resolvedPath(openFile), journal.ledger)
      sealed.append(dataset)
    }
    try inForce.remember(journal.ledger)
    return sealed
  }

  private func refuseSealingOpened(_ history: AnalysisHistory) throws {
    guard history.freezeThatOpened(definition.digest) == nil else {
      throw Refusal(
        .wrongState, "the box of this definition is open, so there is nothing left to seal",
        next: "na64-blind status \(file.words)")
    }
  }

  /// Where a file is: relative to the project, or absolute outside it.
  private func place(of path: String) -> String {
    let resolved = resolvedPath(path)
    let root = file.projectFolder.hasSuffix("/") ? file.projectFolder : file.projectFolder + "/"
    return resolved.hasPrefix(root) ? String(resolved.dropFirst(root.count)) : resolved
  }

  // MARK: Members

  /// Releases the share of a member for the request that is pending.
  ///
  /// - Parameters:
  ///   - keyFile: The member's private file.
  ///   - phrase: What the member types; asked for if nil.
  /// - Returns: Where the release was written, relative to the project.
  func release(
    for purpose: ReleaseRequest.Purpose, keyFile: String, phrase: String?
  ) throws -> String {
    var bytes = try AnalysisFile.bytes(
      of: keyFile, limit: 1 << 16, next: "give the file that 'na64-blind vault member' wrote")
    let (member, key) = try MemberKey.read(wiping: &bytes)
    let journal = try journal()
    guard purpose != .unblind || journal.history.result == nil else {
      throw Refusal(
        .wrongState, "the box is open already, so no release is needed",
        next: "na64-blind status \(file.words)")
    }
    let post = ReleasePost(of: self, for: purpose)
    let vaults = try HeldVault.all(of: definition, relativeTo: file.folder)
    let request = try post.pendingRequest(journal, to: vaults)
    let text = try ReleaseStatement(of: request, in: journal, for: definition)
    let release = try Ledger.Release(
      by: key, for: request, from: vaults.map(\.vault.header),
      wrappedBy: environment.vaultKeys)
    environment.printError(text.lines.joined(separator: "\n"))
    let typed = phrase ?? environment.ask("Release, as \(member.name): ")
    guard typed == text.phrase else {
      throw Refusal(
        .signOffInvalid, "the phrase is not the one that is asked for; nothing was released",
        next: "type: \(text.phrase)")
    }
    // Locked for the writing only: nobody waits for somebody who reads.
    return try post.write(release, in: project.lock())
  }
}

extension SealedDataset {
  /// What the ledger keeps of it.
  fileprivate var record: SealedRecord {
    SealedRecord(of: dataset, in: header, rawData: rawData)
  }
}
