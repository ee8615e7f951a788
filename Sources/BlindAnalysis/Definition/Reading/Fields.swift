/// The entries of a mapping with fixed keys.
struct Fields {
  let section: Grammar.Section
  /// Where the mapping begins.
  let span: SourceSpan
  private let entries: [String: YAMLEntry]

  init(_ section: Grammar.Section, _ entries: [YAMLEntry], span: SourceSpan) {
    (self.section, self.span) = (section, span)
    let usable = entries.filter { !$0.isRefused }.map { ($0.key, $0) }
    self.entries = Dictionary(usable) { first, _ in first }
  }

  /// The value of a key; nil if it is absent.
  subscript(_ key: String) -> YAMLNode? { entries[key]?.value }

  /// The place of a value, or of the whole mapping when it is absent.
  func place(of key: String) -> SourceSpan { entries[key]?.value.span ?? span }

  /// How many entries a list or mapping has; 0 for an absent one.
  func count(of key: String) -> Int {
    switch self[key]?.content {
    case .sequence(let items): items.count
    case .mapping(let entries): entries.count
    case .scalar, .refused, nil: 0
    }
  }
}
