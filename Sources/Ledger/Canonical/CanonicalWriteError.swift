/// Why a value has no canonical form.
public struct CanonicalWriteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable name of the fault; the raw value is its identifier in tests and the manual.
  public enum Kind: String, Hashable, Sendable {
    case notFinite = "not-finite"
    case tooDeep = "too-deep"
    case unsupportedCharacter = "unsupported-character"
  }

  public let kind: Kind
  /// Where in the value, as in `backgrounds[0].mean`; empty for the value itself.
  public let path: String

  public var description: String {
    let place = path.isEmpty ? "the value" : "'\(path.printable)'"
    return "no canonical form of \(place): \(reason) [\(kind.rawValue)]"
  }

  private var reason: String {
    switch kind {
    case .notFinite: "a number is NaN or infinite"
    case .tooDeep: "nested more than \(CanonicalValue.maximumDepth) deep"
    case .unsupportedCharacter: "text with a character whose composed form (NFC) is not certain"
    }
  }
}
