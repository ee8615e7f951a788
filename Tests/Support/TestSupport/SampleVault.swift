import Foundation
public import Ledger

/// A vault in a temporary folder, with the keys of its members.
public struct SampleVault {
  public let folder: TemporaryFolder
  public let keys: [MemberKey]
  public let members: [VaultMember]
  public let escrow: MemberKey
  public let header: VaultHeader

  public static let names = ["alice", "bob", "carol"]

  /// Two of three members, or as many as are given.
  ///
  /// - Parameters:
  ///   - content: What is sealed in each stage, in the order of the stages.
  ///   - stages: Names with numbers of chunks.
  public init(
    _ content: [[UInt8]] = [Array("three events".utf8)],
    stages: [(name: String, chunks: Int)] = [("signal", 1)], names: [String] = SampleVault.names,
    required: Int = 2, withEscrow: Bool = false, source: KeySource = .system,
    contents: CanonicalValue = ["dataset": "sample"]
  ) throws {
    folder = try TemporaryFolder()
    let keys = try names.map { _ in try MemberKey(from: .system) }
    members = zip(names, keys).compactMap { VaultMember(parsing: "\($0) \($1.publicKey)") }
    let escrow = try MemberKey(from: .system)
    (self.keys, self.escrow) = (keys, escrow)
    let plan = try VaultPlan(
      contents: contents, required: required, members: members,
      escrow: withEscrow ? VaultMember(parsing: "notary \(escrow.publicKey)") : nil,
      stages: stages)
    let writer = try VaultWriter(
      plan, to: NewFile("sample.vault", in: folder.project), from: source)
    for bytes in content {
      try writer.append(bytes[...])
      try writer.endStage()
    }
    try writer.finish()
    header = writer.header
  }

  public var path: String { folder.path + "/sample.vault" }

  public var bytes: [UInt8] { get throws { Array(try Data(contentsOf: URL(filePath: path))) } }

  /// Puts other bytes in the place of the vault's.
  public func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

  /// A request with the key that receives the shares.
  public func request(
    _ purpose: ReleaseRequest.Purpose = .unblind, stages: [String] = ["signal"],
    terms: CanonicalValue = ["freeze": "sha256:0"]
  ) throws -> (request: ReleaseRequest, key: MemberKey) {
    let key = try MemberKey(from: .system)
    let request = try ReleaseRequest(
      purpose, of: stages, in: [VaultReference(header)], terms: terms, after: .start,
      receivedBy: key)
    return (request, key)
  }

  /// The shares that some members release, as the asker receives them.
  public func released(
    by keys: [MemberKey], stage: String = "signal"
  ) throws -> [ReleasedShare] {
    let (request, key) = try request(stages: [stage])
    return try keys.flatMap {
      try Release(by: $0, for: request, from: [header])
        .opened(with: key, for: request, from: [header])
    }
  }

  /// All that a stage holds, read by the first two members.
  public func content(of stage: String = "signal") throws -> [UInt8] {
    let vault = try SealedVault(at: path)
    let key = try vault.key(
      from: released(by: Array(keys.prefix(header.required)), stage: stage), for: stage)
    try vault.verify(key)
    let reader = try vault.reader(key)
    var content: [UInt8] = []
    while let chunk = try reader.next() { content += chunk }
    return content
  }
}
