import Ledger

extension [CanonicalValue] {
  /// The elements with their names, if each has one of its own; nil for a plain list.
  var named: [(name: String, value: CanonicalValue)]? {
    let names = compactMap { element in
      Self.nameKeys.lazy.compactMap { element[$0]?.word }.first
    }
    guard !isEmpty, names.count == count, Set(names).count == count else { return nil }
    return zip(names, self).map { ($0, $1) }
  }

  /// What an element may be told by: datasets, regions and sources have names, quantiles a sigma,
  /// the steps of a procedure a count.
  private static let nameKeys = ["name", "sigma", "count"]
}

extension CanonicalValue {
  /// A text, or a whole number as one.
  fileprivate var word: String? { string ?? integer.map(String.init) }

  /// The members sorted by key.
  var members: [(key: String, value: CanonicalValue)] {
    (object ?? [:]).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { ($0.key, $0.value) }
  }
}
