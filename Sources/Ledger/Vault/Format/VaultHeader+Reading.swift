/// Reading a header that anybody may have written: bounded, strict, and without trust.
extension VaultHeader {
  /// Bytes at the start of a file that tell how long the block is.
  static let prefixSize = magic.count + 4

  static let mostCompartments = 16
  /// About a tebibyte.
  static let mostChunks = 1 << 20

  /// The length of the block that starts with these bytes.
  static func blockSize(prefix: [UInt8]) throws(VaultError) -> Int {
    guard prefix.count == prefixSize, prefix.starts(with: magic) else {
      throw .damaged("does not begin as a vault of this version does")
    }
    let length = prefix[magic.count...].reduce(0) { $0 << 8 | Int($1) }
    let size = (prefixSize + length + blockMultiple - 1) / blockMultiple * blockMultiple
    guard length > 0, size <= largestBlock else { throw .damaged("has a header that is too long") }
    return size
  }

  /// Reads a block, to the byte as ``init(identifier:contents:required:members:escrow:compartments:)``
  /// writes it.
  init(block: [UInt8]) throws(VaultError) {
    let size = try Self.blockSize(prefix: Array(block.prefix(Self.prefixSize)))
    guard block.count == size else { throw .damaged("ends inside its header") }
    let length = block[Self.magic.count..<Self.prefixSize].reduce(0) { $0 << 8 | Int($1) }
    let json = Array(block[Self.prefixSize..<Self.prefixSize + length])
    guard let value = try? CanonicalValue(canonicalBytes: json, limit: Self.largestBlock) else {
      throw .damaged("has a header that is not in canonical form")
    }
    try self.init(value)
    // Whatever else a reader might take for the same header is not this block.
    guard self.block == block else { throw .damaged("has a header with more in it than it says") }
  }

  private init(_ value: CanonicalValue) throws(VaultError) {
    guard value["schema"]?.string == Self.schema, let identifier = value["vault"]?.string,
      Hexadecimal.bytes(identifier, count: 16) != nil, let contents = value["contents"],
      let required = value["required"]?.integer, let escrow = value["escrow"],
      let lines = value["members"]?.array, lines.count <= SecretSharing.mostShares,
      let compartments = value["compartments"]?.array,
      (1...Self.mostCompartments).contains(compartments.count)
    else { throw .damaged("has a header that lacks a part") }
    let members = lines.compactMap { $0.string.flatMap { VaultMember(printed: $0) } }
    let holder = escrow.string.flatMap { VaultMember(printed: $0) }
    guard members.count == lines.count, (1...max(1, members.count)).contains(required),
      escrow.isNull || holder != nil
    else { throw .damaged("has a header with members that make no sense") }
    let holders = members.count + (holder == nil ? 0 : 1)
    var read: [Compartment] = []
    for entry in compartments {
      guard let compartment = Compartment(entry, holders: holders),
        !read.contains(where: { $0.stage == compartment.stage })
      else { throw .damaged("has a header with a stage that makes no sense") }
      read.append(compartment)
    }
    guard read.reduce(0, { $0 + $1.chunks }) <= Self.mostChunks else {
      throw .damaged("has a header that promises too much")
    }
    try Self.check(members, holder)
    try self.init(
      identifier: identifier, contents: contents, required: required, members: members,
      escrow: holder, compartments: read)
  }

  private static func check(
    _ members: [VaultMember], _ escrow: VaultMember?
  ) throws(VaultError) {
    do {
      try VaultMember.check(members + (escrow.map { [$0] } ?? []))
    } catch {
      throw .damaged("has a header with one member twice")
    }
  }
}

extension VaultHeader.Compartment {
  fileprivate init?(_ value: CanonicalValue, holders: Int) {
    guard let stage = value["stage"]?.string, VaultMember.isName(stage),
      let chunks = value["chunks"]?.integer, (1...VaultHeader.mostChunks).contains(chunks),
      let keyCheck = value["key-check"]?.hexadecimal(32),
      let shares = value["shares"]?.array, shares.count == holders
    else { return nil }
    let read = shares.compactMap(VaultHeader.SealedShare.init)
    guard read.count == holders else { return nil }
    self.init(stage: stage, chunks: chunks, keyCheck: keyCheck, shares: read)
  }
}

extension VaultHeader.SealedShare {
  fileprivate init?(_ value: CanonicalValue) {
    guard let wrapped = WrappedSecret(value), let check = value["check"]?.hexadecimal(32) else {
      return nil
    }
    self.init(wrapped: wrapped, check: check)
  }
}

extension WrappedSecret {
  /// From the members `encapsulated` and `sealed`.
  init?(_ value: CanonicalValue) {
    guard let encapsulated = value["encapsulated"]?.hexadecimal(Self.encapsulatedSize),
      let sealed = value["sealed"]?.hexadecimal(Self.sealedSize)
    else { return nil }
    self.init(encapsulated: encapsulated, sealed: sealed)
  }
}

extension CanonicalValue {
  fileprivate func hexadecimal(_ count: Int) -> [UInt8]? {
    string.flatMap { Hexadecimal.bytes($0, count: count) }
  }
}
