/// Somebody who holds a share of a vault's key.
public struct VaultMember: Hashable, Sendable, CustomStringConvertible {
  /// 1 to 64 letters, digits, `.`, `_` and `-`.
  public let name: String
  public let key: MemberPublicKey

  init(name: String, key: MemberPublicKey) { (self.name, self.key) = (name, key) }

  /// The line of a list of members, as in `alice x25519:5f0c…`.
  public var description: String { "\(name) \(key)" }

  /// Reads ``description``; spaces and tabs may be more.
  public init?(parsing line: some StringProtocol) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count == 2, Self.isName(words[0]), let key = MemberPublicKey(parsing: words[1])
    else { return nil }
    self.init(name: String(words[0]), key: key)
  }

  /// Reads ``description``, and nothing else: what the program wrote has one spelling.
  init?(printed text: String) {
    self.init(parsing: text)
    guard description == text else { return nil }
  }

  /// Whether a text can name a member.
  public static func isName(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || $0.properties.numericType != nil
            || "._-".unicodeScalars.contains($0))
      }
  }

  /// Reads a list of members: one a line, with empty lines and comments after `#`.
  ///
  /// - Throws: ``VaultError`` that says which line is wrong; also for a name or key given twice.
  public static func list(_ bytes: [UInt8]) throws(VaultError) -> [VaultMember] {
    var members: [VaultMember] = []
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = line.prefix { $0 != "#" }
      if content.allSatisfy(\.isWhitespace) { continue }
      guard let member = VaultMember(parsing: content) else {
        throw VaultError(
          .membersInvalid, "line \(index + 1) of the list names no member",
          next: "write lines as 'na64-blind vault member' prints them: alice x25519:5f0c…")
      }
      members.append(member)
    }
    try check(members)
    return members
  }

  static func check(_ members: [VaultMember]) throws(VaultError) {
    for (index, member) in members.enumerated() {
      let earlier = members.prefix(index)
      if earlier.contains(where: { $0.name == member.name }) {
        throw VaultError(.membersInvalid, "'\(member.name)' is in the list of members twice")
      }
      if let other = earlier.first(where: { $0.key == member.key }) {
        throw VaultError(
          .membersInvalid, "'\(member.name)' and '\(other.name)' have one key; each needs an own")
      }
    }
  }
}
