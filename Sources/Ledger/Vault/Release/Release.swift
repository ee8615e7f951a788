/// The shares of one member, wrapped for one request.
public struct Release: Hashable, Sendable {
  /// The whole release, as it is handed over.
  public let value: CanonicalValue
  public let digest: Digest
  public let member: VaultMember
  /// Digest of the request.
  public let request: Digest
  /// In the order of the request's vaults, and of its stages for each of them.
  private let shares: [WrappedSecret]

  /// Takes the member's shares out of the vaults' headers and wraps them for the request.
  ///
  /// - Parameters:
  ///   - vaults: Those of the request, in its order.
  /// - Throws: ``VaultError``: with `releaseInvalid` if the key is no member's; with `damaged` if a
  ///   header was changed.
  public init(
    by key: MemberKey, for request: ReleaseRequest, from vaults: [VaultHeader],
    wrappedBy source: KeySource = .system
  ) throws {
    try request.check(vaults)
    var shares: [CanonicalValue] = []
    var member: VaultMember?
    for (vault, stage) in request.compartments(of: vaults) {
      let (holder, share) = try vault.share(of: key, for: stage)
      member = holder
      let context = try request.context(
        identifier: vault.identifier, stage: stage, place: share.place)
      let wrapped = try source.wrap(
        WrappingRequest(share.value, to: request.recipient, context: context, from: key))
      shares.append([
        "encapsulated": .string(Hexadecimal.text(wrapped.encapsulated)),
        "sealed": .string(Hexadecimal.text(wrapped.sealed)),
      ])
    }
    guard let member else { throw VaultError(.releaseInvalid, "the request names no vault") }
    try self.init(reading: [
      "schema": .string(Self.schema), "request-digest": .string(request.digest.description),
      "member": .string(member.description), "shares": .array(shares),
    ])
  }

  private static let schema = "na64-blind/release/1"

  /// - Throws: ``VaultError`` with `releaseInvalid`.
  public init(reading value: CanonicalValue) throws {
    guard value.object?.count == 4, value["schema"]?.string == Self.schema,
      let request = value["request-digest"]?.string.flatMap({ Digest(parsing: $0) }),
      let member = value["member"]?.string.flatMap({ VaultMember(printed: $0) }),
      let shares = value["shares"]?.array?.compactMap(WrappedSecret.init),
      shares.count == value["shares"]?.array?.count
    else { throw VaultError(.releaseInvalid, "this is not a release") }
    digest = try Digest(of: value, as: RecordType("release"))
    (self.value, self.request, self.member, self.shares) = (value, request, member, shares)
  }

  /// The shares, for whoever has the key of the request.
  ///
  /// - Throws: ``VaultError`` that names the member whose release is not what it must be.
  public func opened(
    with key: MemberKey, for request: ReleaseRequest, from vaults: [VaultHeader]
  ) throws -> [ReleasedShare] {
    try request.check(vaults)
    guard self.request == request.digest else {
      throw VaultError(
        .releaseInvalid, "the release by '\(member.name)' is for another request",
        next: "once more by this member: na64-blind release FILE --key KEYFILE")
    }
    let compartments = request.compartments(of: vaults)
    guard shares.count == compartments.count else { throw wrong("does not fit the request") }
    return try zip(compartments, shares).map { compartment, wrapped in
      let (vault, stage) = compartment
      guard let holder = vault.holders.first(where: { $0.member == member }) else {
        throw wrong("is by nobody who holds a share of this vault")
      }
      let context = try request.context(
        identifier: vault.identifier, stage: stage, place: holder.place)
      guard let secret = wrapped.unwrapped(with: key, context: context, from: member.key) else {
        throw wrong("was changed, or was not made with the key of this member")
      }
      let share = SecretShare(place: holder.place, value: secret)
      guard try vault.isOwn(share, for: stage) else {
        throw wrong("does not hold the share that was handed out")
      }
      return ReleasedShare(share: share, identifier: vault.identifier, stage: stage)
    }
  }

  private func wrong(_ what: String) -> VaultError {
    VaultError(.releaseInvalid, "the release by '\(member.name)' \(what)")
  }
}

/// A share that a member has released, in memory.
public struct ReleasedShare: Sendable {
  let share: SecretShare
  let identifier: String
  let stage: String
}

extension ReleaseRequest {
  /// What is asked for, in the order of the shares of a release.
  func compartments(of vaults: [VaultHeader]) -> [(vault: VaultHeader, stage: String)] {
    vaults.flatMap { vault in stages.map { (vault, $0) } }
  }

  /// Whether the vaults are those of the request, to the byte of their headers.
  func check(_ vaults: [VaultHeader]) throws(VaultError) {
    guard vaults.map(VaultReference.init) == self.vaults else {
      throw VaultError(.otherVault, "the request is about other vaults than those that are here")
    }
  }
}

extension VaultHeader {
  /// The share that was wrapped for a key.
  func share(
    of key: MemberKey, for stage: String
  ) throws(VaultError) -> (member: VaultMember, share: SecretShare) {
    let compartment = compartments[try index(of: stage)]
    guard let index = holders.firstIndex(where: { $0.member.key == key.publicKey }) else {
      throw VaultError(
        .releaseInvalid, "this key belongs to nobody who holds a share of the vault",
        next: "take the key that was made before the data were sealed")
    }
    let (place, member) = holders[index]
    let context = Self.context(
      identifier: identifier, stage: stage, place: place, member: member)
    guard
      let secret = compartment.shares[index].wrapped.unwrapped(with: key, context: context)
    else { throw .damaged("has a header whose shares were changed") }
    let share = SecretShare(place: place, value: secret)
    guard try isOwn(share, for: stage) else {
      throw .damaged("has a header whose shares were changed")
    }
    return (member, share)
  }

  /// Whether a share is the one that was handed out for its place.
  func isOwn(_ share: SecretShare, for stage: String) throws(VaultError) -> Bool {
    let compartment = compartments[try index(of: stage)]
    guard let index = holders.firstIndex(where: { $0.place == share.place }) else { return false }
    return StageKey.check(share, identifier, stage) == compartment.shares[index].check
  }
}
