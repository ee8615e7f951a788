import Foundation
import Ledger
import Testing

@testable import BlindAnalysis

@Suite("Definition: analyses/schema.json") struct SchemaTests {
  private let schema: CanonicalValue

  init() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../../analyses/schema.json")
    schema = try CanonicalValue(parsing: Array(Data(contentsOf: root.standardized)))
  }

  @Test("says what the reader says, key by key")
  func agrees() {
    var comparison = SchemaComparison(definitions: schema["$defs"] ?? nil)
    comparison.compare(.section(Grammar.analysisFile), schema, at: "")
    #expect(comparison.differences == [])
    #expect(comparison.keys > 50)
  }

  @Test(
    "would be seen to differ",
    arguments: [
      ("\"p\"] }", "\"p\", \"n\"] }"), ("\"required\": [\"particle\", ", "\"required\": ["),
      ("\"maxItems\": 4", "\"maxItems\": 5"), ("\"tree\": {", "\"tress\": {"),
      ("\"const\": \"declared\"", "\"const\": \"given\""),
      ("\"additionalProperties\": false", "\"additionalProperties\": true"),
      ("\"minimum\": 1, \"maximum\": 1000", "\"minimum\": 0, \"maximum\": 1000"),
    ])
  func sensitive(piece: String, other: String) throws {
    let root = URL(filePath: #filePath).appending(path: "../../../../analyses/schema.json")
    let text = try String(contentsOf: root.standardized, encoding: .utf8)
    let changed = text.replacing(piece, with: other, maxReplacements: 1)
    let schema = try CanonicalValue(parsing: Array(changed.utf8))
    var comparison = SchemaComparison(definitions: schema["$defs"] ?? nil)
    comparison.compare(.section(Grammar.analysisFile), schema, at: "")
    #expect(changed != text)
    #expect(comparison.differences != [])
  }
}
