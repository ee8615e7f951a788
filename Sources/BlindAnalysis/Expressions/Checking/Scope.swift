/// The names that an expression may use, and what each of them is.
public struct Scope: Sendable {
  /// A name of the analysis file.
  public enum Entry: Hashable, Sendable {
    /// A column of the data, in the canonical unit of its dimension.
    case column(Dimension)
    /// An expression that was given a name; its columns are already resolved.
    case derived(CheckedExpression)
  }

  private let entries: [String: Entry]

  public init(_ entries: [String: Entry] = [:]) { self.entries = entries }

  /// What the name stands for; nil if it is unknown.
  public subscript(name: String) -> Entry? { entries[name] }

  /// True if an expression can spell the name: letters, digits, `_` and inner points, no keyword.
  public static func canSpell(_ name: String) -> Bool {
    let keywords = ["in", "and", "or", "not"] + Function.names
    let parts = name.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    return name.utf8.first?.isNameStart == true && !keywords.contains(name)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNamePart) }
  }

  /// Sorted.
  public var names: [String] { entries.keys.sorted() }

  /// The same names and one more; an older meaning of the name is replaced.
  public func adding(_ name: String, _ entry: Entry) -> Scope {
    Scope(entries.merging([name: entry]) { _, new in new })
  }
}
