import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Definition: YAML in every style") struct YAMLRoundTripTests {
  @Test("is read as it was meant, without findings", arguments: 0..<10)
  func roundTrip(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<200 {
      let tree = RandomYAML.random(depth: 4, &random)
      let text = tree.block(indent: 0, &random)
      var findings: [Diagnostic] = []
      let source = SourceText.reading(Array(text.utf8), file: "f", into: &findings)
      let root = source.flatMap { YAMLComposer.compose($0, into: &findings) }
      #expect(findings == [], "\(text)")
      #expect(root.map { RandomYAML($0) } == tree, "\(text)")
      if let root, let source { checkPlaces(root, in: source) }
    }
  }

  /// Each character of a scalar stands where the scalar says, unless it is escaped.
  private func checkPlaces(_ node: YAMLNode, in source: SourceText) {
    switch node.content {
    case .scalar(let scalar):
      for (offset, character) in scalar.text.unicodeScalars.enumerated() {
        let span = scalar.placement.span(offset..<(offset + 1))
        let found = source.scalar(span.line, span.column)
        let isFold = found == nil && character == " "
        #expect(found == character || found == "\\" || isFold, "\(scalar.text)")
      }
    case .sequence(let items): for item in items { checkPlaces(item, in: source) }
    case .mapping(let entries): for entry in entries { checkPlaces(entry.value, in: source) }
    case .refused: Issue.record("refused")
    }
  }
}

extension RandomYAML {
  init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar): self = .scalar(scalar.text)
    case .sequence(let items): self = .list(items.map { Self($0) })
    case .mapping(let entries): self = .mapping(entries.map { ($0.key, Self($0.value)) })
    case .refused: self = .scalar("refused")
    }
  }
}
