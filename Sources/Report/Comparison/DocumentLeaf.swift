import Ledger

/// A number or text of a document, with the way to it.
struct DocumentLeaf: Hashable {
  /// As in `["backgrounds", "total", "value"]`; elements go by their names where they have some.
  let path: [String]
  let value: CanonicalValue

  /// As in `backgrounds / total / value`.
  var place: String { path.joined(separator: " / ") }

  /// Every leaf of a document, in the order of the keys, without the members of some names.
  static func all(
    of value: CanonicalValue, without ignored: Set<String> = [], at path: [String] = []
  ) -> [DocumentLeaf] {
    switch value {
    case .object:
      value.members.filter { !ignored.contains($0.key) }
        .flatMap { all(of: $0.value, without: ignored, at: path + [$0.key]) }
    case .array(let elements):
      (elements.named ?? elements.enumerated().map { ("\($0 + 1)", $1) })
        .flatMap { all(of: $0.1, without: ignored, at: path + [$0.0]) }
    default: [DocumentLeaf(path: path, value: value)]
    }
  }
}
