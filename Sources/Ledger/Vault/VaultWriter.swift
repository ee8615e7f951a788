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
  /// Plain chunks that are sealed together; the last of those in use is being filled.
  private var chunks: [[UInt8]]
  private var filling = 0
  private var stage = 0
  private var sealedOfStage = 0

  /// How many chunks are in memory at most.
  static let chunksAtOnce = 4

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
    chunks = (0..<Self.chunksAtOnce).map { _ in
      var chunk: [UInt8] = []
      // Never moved to other memory, so that nothing is left behind.
      chunk.reserveCapacity(ChunkCipher.size)
      return chunk
    }
    try file.append(header.block)
  }

  deinit { for place in chunks.indices { wipe(&chunks[place]) } }

  private static let padding = [UInt8](repeating: 0, count: ChunkCipher.size)

  /// Adds bytes to the stage that is being written.
  ///
  /// - Throws: ``VaultError`` with `noRoom`, which does not say by how much; ``StorageError``.
  public func append(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      if chunks[filling].count == ChunkCipher.size { try beginChunk() }
      let part = rest.prefix(ChunkCipher.size - chunks[filling].count)
      chunks[filling].append(contentsOf: part)
      rest = rest.dropFirst(part.count)
    }
  }

  /// Fills the stage up and goes on to the next.
  public func endStage() throws {
    guard stage < keys.count else { throw Self.noRoom }
    while true {
      chunks[filling] += Self.padding.prefix(ChunkCipher.size - chunks[filling].count)
      if isLast(filling) { break }
      try beginChunk()
    }
    try sealChunks()
    (stage, sealedOfStage) = (stage + 1, 0)
  }

  private static let noRoom = VaultError(
    .noRoom, "more rows are blinded than the vault has room for; nothing was kept",
    next: "declare more room, as in --room 300")

  /// Whether the chunk in that place is the last that the stage has room for.
  private func isLast(_ place: Int) -> Bool {
    sealedOfStage + place == header.compartments[stage].chunks - 1
  }

  private func beginChunk() throws {
    guard stage < keys.count, !isLast(filling) else { throw Self.noRoom }
    if filling + 1 < chunks.count { filling += 1 } else { try sealChunks() }
  }

  /// Seals the chunks in use; the next one is then the first of them.
  private func sealChunks() throws {
    let cipher = keys[stage].cipher(associated: header.block)
    try file.append(filling + 1, partsOf: ChunkCipher.sealedSize) { place in
      try cipher.seal(chunks[place], number: sealedOfStage + place, isLast: isLast(place))
    }
    for place in 0...filling {
      wipe(&chunks[place])
      chunks[place].removeAll(keepingCapacity: true)
    }
    (sealedOfStage, filling) = (sealedOfStage + filling + 1, 0)
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
      try key.cipher(associated: block).prove(
        header.compartments[index].chunks, from: header.start(of: index), read: file.read)
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
