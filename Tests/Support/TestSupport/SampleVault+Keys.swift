public import Ledger

extension SealedVault {
  /// The key of a stage, of the shares that some members release for it alone.
  public func key(of stage: String, releasedBy keys: [MemberKey]) throws -> StageKey {
    let receiver = try MemberKey(from: .system)
    let request = try ReleaseRequest(
      .unblind, of: [stage], in: [VaultReference(header)], terms: ["freeze": "sha256:0"],
      after: .start, receivedBy: receiver)
    let shares = try keys.flatMap {
      try Release(by: $0, for: request, from: [header])
        .opened(with: receiver, for: request, from: [header])
    }
    return try key(from: shares, for: stage)
  }
}
