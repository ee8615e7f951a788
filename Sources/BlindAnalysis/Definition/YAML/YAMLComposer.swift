import Yams

/// Turns text into our own nodes: the only file that knows the YAML library.
struct YAMLComposer {
  private let text: SourceText
  private let refused: Set<YAMLScan.Place>
  private(set) var findings: [Diagnostic]
  private var nodes = 0
  private var hasGivenUp = false

  /// Reads a text completely.
  ///
  /// - Returns: The root, or nil when the file is empty or not YAML; then there is a finding.
  static func compose(_ text: SourceText, into findings: inout [Diagnostic]) -> YAMLNode? {
    let scan = YAMLScan(text)
    findings += scan.findings
    guard scan.isReadable else { return nil }
    var composer = Self(text: scan.text, refused: scan.refused, findings: [])
    let root = composer.root()
    // A text that was already found wrong may fail to parse because of just that.
    let isKnownToBeWrong = findings.contains { $0.severity == .error }
    if root != nil || !isKnownToBeWrong { findings += composer.findings }
    return root
  }

  private init(text: SourceText, refused: Set<YAMLScan.Place>, findings: [Diagnostic]) {
    (self.text, self.refused, self.findings) = (text, refused, findings)
  }

  private mutating func root() -> YAMLNode? {
    do {
      // The parser has to outlive the nodes, which hold some of its objects weakly.
      let parser = try Yams.Parser(yaml: text.joined, resolver: .basic, encoding: .utf8)
      defer { withExtendedLifetime(parser) {} }
      if let root = try parser.singleRoot() { return node(root, depth: 0) }
      findings.append(.syntax("the file is empty", at: text.span(line: 1, column: 1)))
    } catch let error as YamlError {
      findings.append(.yaml(error, in: text))
    } catch {
      findings.append(.syntax("the file is not YAML", at: text.span(line: 1, column: 1)))
    }
    return nil
  }

  private mutating func node(_ node: Node, depth: Int) -> YAMLNode {
    nodes += 1
    let place = YAMLScan.Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    let start = text.span(line: place.line, column: place.column)
    // The scan keeps these limits already; this holds if it misreads something.
    guard nodes <= 2 * YAMLScan.maximumNodes, depth <= YAMLScan.maximumDepth else {
      if !hasGivenUp { findings.append(.nestedTooDeeply(at: start)) }
      hasGivenUp = true
      return YAMLNode(content: .refused, span: start)
    }
    if case .scalar = node, refused.contains(place) {
      return YAMLNode(content: .refused, span: start)
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, at: place)
    case .sequence(let items):
      return YAMLNode(
        content: .sequence(items.map { self.node($0, depth: depth + 1) }), span: start)
    case .mapping(let pairs):
      return YAMLNode(
        content: .mapping(pairs.map { entry($0.key, $0.value, depth: depth + 1) }), span: start)
    case .alias: return YAMLNode(content: .refused, span: start)
    }
  }

  private mutating func entry(_ key: Node, _ value: Node, depth: Int) -> YAMLEntry {
    let keyNode = node(key, depth: depth)
    let place = YAMLScan.Place(line: keyNode.span.line, column: key.mark?.column ?? 1)
    let valueNode = node(value, depth: depth)
    guard case .scalar(let scalar) = keyNode.content else {
      if case .refused = keyNode.content {} else { findings.append(.complexKey(at: keyNode.span)) }
      return YAMLEntry(key: "", keySpan: keyNode.span, isRefused: true, value: valueNode)
    }
    return YAMLEntry(
      key: scalar.text, keySpan: keyNode.span, isRefused: refused.contains(place), value: valueNode)
  }

  private func scalar(_ scalar: Node.Scalar, at place: YAMLScan.Place) -> YAMLNode {
    let style: ScalarPlacement.Style =
      switch scalar.style {
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal, .folded: .block
      case .plain, .any: .plain
      }
    let placement = ScalarPlacement(of: scalar.string, style: style, at: place, in: text)
    let value = YAMLScalar(text: scalar.string, isPlain: style == .plain, placement: placement)
    return YAMLNode(content: .scalar(value), span: placement.whole)
  }
}
