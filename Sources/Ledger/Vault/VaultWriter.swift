/// What a vault is to be, before anything is in it.
public struct VaultPlan: Sendable {
  /// What is said of the sealed rows in public; see ``VaultHeader/contents``.
  public let contents: CanonicalValue
  public let required: Int
  public let members: [VaultMember]
  public let escrow: VaultMember?
  /// The stages with their chunks, in the order in which they are written.
  public let stages: [(name: String, chunks: Int)]

  /// - Throws: ``VaultError`` for members, thresholds or stages that make no sense.
  public init(
    contents: CanonicalValue, required: Int, members: [VaultMember], escrow: VaultMember? = nil,
    stages: [(name: String, chunks: Int)]
  ) throws(VaultError) {
    try VaultMember.check(members + (escrow.map { [$0] } ?? []))
    guard (1...SecretSharing.mostShares).contains(members.count),
      (1...members.count).contains(required)
    else {
      throw VaultError(
        .membersInvalid,
        "\(required) of \(members.count) members cannot be asked for: from 1 up to all of them, "
          + "and at most \(SecretSharing.mostShares) members")
    }
    guard (1...VaultHeader.mostCompartments).contains(stages.count),
      Set(stages.map(\.name)).count == stages.count,
      stages.allSatisfy({ VaultMember.isName($0.name) && $0.chunks >= 1 })
    else {
      throw VaultError(
        .membersInvalid,
        "a vault has from 1 to \(VaultHeader.mostCompartments) stages, each of another name")
    }
    (self.contents, self.required, self.members) = (contents, required, members)
    (self.escrow, self.stages) = (escrow, stages)
  }
}

/// Writes a vault: each stage in turn, filled up to its capacity with zeros.
///
/// The file gets its name when ``finish()`` has read every chunk back and opened it again.
public final class VaultWriter {
  public let header: VaultHeader
  private let file: NewFile
  private var keys: [StageKey]
  private var buffer: [UInt8] = []
  private var stage = 0
  private var chunksOfStage = 0

  /// Draws the keys, hands them out as shares, and writes the header.
  public init(
    _ plan: VaultPlan, to file: NewFile, from source: KeySource
  ) throws {
    let identifier = Hexadecimal.text(source.bytes(16))
    keys = plan.stages.map { stage in
      var secret = source.bytes(WrappedSecret.secretSize)
      return StageKey(SecretBytes(wiping: &secret), identifier: identifier, stage: stage.name)
    }
    header = try VaultHeader(
      identifier: identifier, contents: plan.contents, required: plan.required,
      members: plan.members, escrow: plan.escrow,
      compartments: try zip(plan.stages, keys).map { stage, key in
        try key.handedOut(chunks: stage.chunks, by: plan, from: source)
      })
    self.file = file
    buffer.reserveCapacity(ChunkCipher.size)
    try file.append(header.block)
  }

  deinit { wipe(&buffer) }

  private static let padding = [UInt8](repeating: 0, count: ChunkCipher.size)

  /// Adds bytes to the stage that is being written.
  ///
  /// - Throws: ``VaultError`` with `noRoom`, which does not say by how much; ``StorageError``.
  public func append(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      if buffer.count == ChunkCipher.size { try sealChunk() }
      let part = rest.prefix(ChunkCipher.size - buffer.count)
      buffer.append(contentsOf: part)
      rest = rest.dropFirst(part.count)
    }
  }

  /// Fills the stage up and goes on to the next.
  public func endStage() throws {
    repeat {
      buffer += Self.padding.prefix(ChunkCipher.size - buffer.count)
      try sealChunk()
    } while chunksOfStage < header.compartments[stage].chunks
    (stage, chunksOfStage) = (stage + 1, 0)
  }

  private func sealChunk() throws {
    guard stage < keys.count, chunksOfStage < header.compartments[stage].chunks else {
      throw VaultError(
        .noRoom, "more rows are blinded than the vault has room for; nothing was kept",
        next: "declare more room, as in --room 300")
    }
    let isLast = chunksOfStage == header.compartments[stage].chunks - 1
    let cipher = keys[stage].cipher(associated: header.block)
    try file.append(try cipher.seal(buffer, number: chunksOfStage, isLast: isLast))
    wipe(&buffer)
    buffer.removeAll(keepingCapacity: true)
    chunksOfStage += 1
  }

  /// Opens every chunk once more from the file, then lets go of the keys and names the file.
  public func finish() throws {
    precondition(stage == keys.count, "every stage must be ended")
    let block = try file.read(header.block.count, at: 0)
    guard try VaultHeader(block: block) == header, file.size == header.fileSize else {
      throw VaultError.damaged("does not read as it was written")
    }
    for (index, key) in keys.enumerated() {
      guard key.check == header.compartments[index].keyCheck else {
        throw VaultError.damaged("does not read as it was written")
      }
      let cipher = key.cipher(associated: block)
      for number in 0..<header.compartments[index].chunks {
        let place = header.start(of: index) + number * ChunkCipher.sealedSize
        var plain = try cipher.open(
          try file.read(ChunkCipher.sealedSize, at: place), number: number,
          isLast: number == header.compartments[index].chunks - 1)
        wipe(&plain)
      }
    }
    keys = []
    try file.finish()
  }
}

extension StageKey {
  /// The compartment of the header, with a share for every holder.
  fileprivate func handedOut(
    chunks: Int, by plan: VaultPlan, from source: KeySource
  ) throws(VaultError) -> VaultHeader.Compartment {
    let shares = try split(required: plan.required, among: plan.members.count, from: source)
    guard try SecretSharing.combine(Array(shares.suffix(plan.required))).isEqual(to: whole.value)
    else { throw VaultError(.membersInvalid, "the shares do not give the key back") }
    let all = zip(shares, plan.members) + (plan.escrow.map { [(whole, $0)] } ?? [])
    var sealed: [VaultHeader.SealedShare] = []
    for (share, holder) in all {
      let context = VaultHeader.context(
        identifier: identifier, stage: stage, place: share.place, member: holder)
      sealed.append(
        VaultHeader.SealedShare(
          wrapped: try source.wrap(
            WrappingRequest(share.value, to: holder.key, context: context)),
          check: Self.check(share, identifier, stage)))
    }
    return VaultHeader.Compartment(
      stage: stage, chunks: chunks, keyCheck: check, shares: sealed)
  }
}
