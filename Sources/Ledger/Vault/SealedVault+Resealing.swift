extension SealedVault {
  /// The same content in a new vault, under new keys, for other members.
  ///
  /// - Parameter keys: Of all stages, in the order of the header; the vault must be proven with each
  ///   of them, see ``verify(_:)``.
  /// - Returns: The header of the new vault.
  /// - Throws: ``VaultError``, ``StorageError``.
  public func resealed(
    with keys: [StageKey], for members: [VaultMember], required: Int, escrow: VaultMember?,
    to file: NewFile, from source: KeySource
  ) throws -> VaultHeader {
    guard header.compartments.map(\.stage) == keys.map(\.stage) else {
      throw VaultError(.otherVault, "a vault is sealed anew with the keys of all of its stages")
    }
    let plan = try VaultPlan(
      contents: header.contents, required: required, members: members, escrow: escrow,
      stages: header.compartments.map { (name: $0.stage, chunks: $0.chunks) })
    let writer = try VaultWriter(plan, to: file, from: source)
    for key in keys {
      let reader = try reader(key)
      while var chunk = try reader.next() {
        try writer.append(chunk[...])
        wipe(&chunk)
      }
      try writer.endStage()
    }
    try writer.finish()
    return writer.header
  }
}
