/// Reads the values of an analysis file and collects everything that is wrong with them.
///
/// Each method gives nil when there is no usable value, after it has said why; what was found
/// before stays silent, so that one mistake makes one finding.
struct DefinitionReader {
  let text: SourceText
  private(set) var findings: [Diagnostic] = []

  init(_ text: SourceText) { self.text = text }

  mutating func report(_ finding: Diagnostic) { findings.append(finding) }

  mutating func report(_ more: [Diagnostic]) { findings += more }

  // MARK: Mappings with fixed keys

  /// Checks the keys of a section.
  mutating func open(_ node: YAMLNode, as section: Grammar.Section) -> Fields? {
    guard let all = entries(of: node, expecting: "the keys of \(section.name)") else { return nil }
    if all.count > Grammar.most {
      report(.tooManyEntries(section.name, most: Grammar.most, at: node.span))
    }
    let entries = all.prefix(Grammar.most)
    var meant: Set<String> = []
    for entry in entries where !entry.isRefused && section.key(entry.key) == nil {
      meant.formUnion(reportSurplus(entry, in: section))
    }
    let given = Set(entries.map(\.key)).union(meant)
    for key in section.keys where !given.contains(key.name) {
      switch key.presence {
      case .required: report(.missingKey(key.name, of: section.name, at: node.span))
      case .expected: report(.missingExpected(key.name, of: section.name, at: node.span))
      case .optional: break
      }
    }
    return Fields(section, Array(entries), span: node.span)
  }

  /// Returns the key that was probably meant, which then is not missing too.
  private mutating func reportSurplus(
    _ entry: YAMLEntry, in section: Grammar.Section
  ) -> [String] {
    let known = section.keys.map(\.name)
    if section.later.contains(entry.key) {
      report(.notSupportedYet("'\(entry.key)'", supported: known, at: entry.keySpan))
      return []
    }
    report(.unknownKey(entry.key, of: section.name, known: known, at: entry.keySpan))
    return known.nearest(to: entry.key).map { [$0] } ?? []
  }

  /// A section below another one.
  mutating func open(_ key: String, in fields: Fields) -> Fields? {
    guard let node = fields[key], case .section(let section)? = fields.section.key(key)?.shape
    else { return nil }
    return open(node, as: section)
  }

  /// A section whose keys depend on the value of one of them.
  ///
  /// - Returns: That value, and the fields.
  mutating func openVariant(
    _ node: YAMLNode, of shape: Grammar.Shape, named name: String
  ) -> (value: String, fields: Fields)? {
    guard case .variants(let key, let variants, let later) = shape,
      let entries = entries(of: node, expecting: "the key '\(key)' and what it needs")
    else { return nil }
    guard let entry = entries.first(where: { $0.key == key && !$0.isRefused }) else {
      report(.missingKey(key, of: "'\(name)'", at: node.span))
      return nil
    }
    let known = variants.map(\.value)
    guard let word = word(entry.value, .choice(known, later: later)),
      let section = variants.first(where: { $0.value == word })?.section
    else { return nil }
    return open(node, as: section).map { (word, $0) }
  }

  // MARK: Lists and mappings with free keys

  /// The items of a list.
  mutating func list(_ key: String, in fields: Fields) -> [YAMLNode] {
    guard let node = fields[key], case .list(_, let counts)? = fields.section.key(key)?.shape
    else { return [] }
    switch node.content {
    case .sequence(let items):
      checkCount(items.count, of: "'\(key)'", allowed: counts, at: node.span)
      return Array(items.prefix(counts.upperBound))
    case .refused: return []
    case .scalar, .mapping:
      report(.wrongType(expected: "a list, as in '[…]'", found: node))
      return []
    }
  }

  /// The items of a list of sections.
  mutating func sections(_ key: String, in fields: Fields) -> [Fields] {
    guard case .list(.section(let section), _)? = fields.section.key(key)?.shape else { return [] }
    return list(key, in: fields).compactMap { open($0, as: section) }
  }

  /// The entries of a mapping whose keys are names; what was already reported is left out.
  mutating func named(_ key: String, in fields: Fields) -> [YAMLEntry] {
    guard let node = fields[key], case .named(_, let counts)? = fields.section.key(key)?.shape,
      let entries = entries(of: node, expecting: "names with their values")
    else { return [] }
    checkCount(entries.count, of: "'\(key)'", allowed: counts, at: node.span)
    return entries.prefix(counts.upperBound).filter { !$0.isRefused }
  }

  private mutating func entries(of node: YAMLNode, expecting expectation: String) -> [YAMLEntry]? {
    switch node.content {
    case .mapping(let entries): return entries
    case .refused: return nil
    case .scalar, .sequence:
      report(.wrongType(expected: expectation, found: node))
      return nil
    }
  }

  private mutating func checkCount(
    _ count: Int, of what: String, allowed: ClosedRange<Int>, at span: SourceSpan
  ) {
    if count > allowed.upperBound {
      report(.tooManyEntries(what, most: allowed.upperBound, at: span))
    } else if count < allowed.lowerBound {
      report(.tooFewEntries(what, least: allowed.lowerBound, at: span))
    }
  }
}
