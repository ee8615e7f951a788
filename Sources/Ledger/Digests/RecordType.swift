/// What a digest is a digest of, so that equal bytes of different records have different digests.
public struct RecordType: Hashable, Sendable {
  /// As in `freeze`: lower-case letters, digits and hyphens.
  public let name: String
  /// From 1; raised when the meaning of the record's bytes changes.
  public let version: Int

  /// - Parameters:
  ///   - name: Lower-case letters, digits and hyphens, at least one.
  ///   - version: From 1.
  public init(_ name: StaticString, version: Int = 1) {
    let text = name.description
    precondition(Self.isValid(text) && version >= 1, "a record type needs a plain name")
    (self.name, self.version) = (text, version)
  }

  /// Hashed before the record: `na64-blind/freeze/1` and a line feed.
  var prefix: [UInt8] {
    Array("na64-blind/\(name)/\(version)\n".utf8)
  }

  private static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
