import Ledger

@testable import BlindAnalysis

/// Walks the reader's table and the JSON Schema side by side.
struct SchemaComparison {
  let definitions: CanonicalValue
  private(set) var differences: [String] = []
  private(set) var keys = 0

  init(definitions: CanonicalValue) { self.definitions = definitions }

  mutating func compare(_ shape: Grammar.Shape, _ schema: CanonicalValue?, at path: String) {
    let schema = resolved(schema)
    switch shape {
    case .text: expect(schema["type"] == "string", "a text", path)
    case .range: expect(schema["type"] == "string", "a range", path)
    case .expression: expect(schema["type"] == "string", "an expression", path)
    case .quantity:
      let types = schema["anyOf"]?.array?.map { $0["type"] }
      expect(types == ["number", "string"], "a number or a text", path)
    case .choice(let words, _):
      expect(schema["enum"]?.array == words.map { .string($0) }, "one of \(words)", path)
    case .integer(let bounds):
      expect(schema["type"] == "integer", "an integer", path)
      expectBounds(bounds, schema, "minimum", "maximum", path)
    case .list(let item, let counts):
      expect(schema["type"] == "array", "a list", path)
      expectBounds(counts, schema, "minItems", "maxItems", path)
      compare(item, schema["items"], at: path + "[]")
    case .named(let value, let counts):
      expect(schema["type"] == "object", "named values", path)
      expectBounds(counts, schema, "minProperties", "maxProperties", path)
      compare(value, schema["additionalProperties"], at: path + ".*")
    case .section(let section): compare(section, schema, at: path)
    case .variants(let key, let variants, _):
      compare(variants, by: key, schema["oneOf"]?.array ?? [], at: path)
    }
  }

  private mutating func compare(
    _ section: Grammar.Section, _ schema: CanonicalValue, at path: String,
    besides known: String = ""
  ) {
    let names = section.keys.map(\.name)
    expect(schema["type"] == "object", "a section", path)
    expect(schema["additionalProperties"] == false, "no other keys", path)
    let properties = schema["properties"]?.object?.keys.sorted() ?? []
    expect(properties == names.sorted(), "the keys \(names.sorted()), not \(properties)", path)
    let required = section.keys.filter { $0.presence == .required }.map(\.name).sorted()
    let given = (schema["required"]?.array ?? []).compactMap(\.string).sorted()
    expect(given == required, "the required keys \(required), not \(given)", path)
    for key in section.keys where key.name != known {
      keys += 1
      compare(key.shape, schema["properties"]?[key.name], at: "\(path).\(key.name)")
    }
  }

  private mutating func compare(
    _ variants: [(value: String, section: Grammar.Section)], by key: String,
    _ schemas: [CanonicalValue], at path: String
  ) {
    expect(variants.count == schemas.count, "\(variants.count) variants", path)
    for (variant, schema) in zip(variants, schemas) {
      let schema = resolved(schema)
      let constant = schema["properties"]?[key]?["const"]
      expect(constant == .string(variant.value), "\(key): \(variant.value)", path)
      compare(variant.section, schema, at: "\(path)(\(variant.value))", besides: key)
    }
  }

  /// Follows references; keys beside a reference describe and do not restrict.
  private func resolved(_ schema: CanonicalValue?) -> CanonicalValue {
    var schema = schema ?? nil
    for _ in 0..<10 {
      guard let reference = schema["$ref"]?.string, reference.hasPrefix("#/$defs/") else { break }
      schema = definitions[String(reference.dropFirst("#/$defs/".count))] ?? nil
    }
    return schema
  }

  private mutating func expectBounds(
    _ bounds: ClosedRange<Int>, _ schema: CanonicalValue, _ lower: String, _ upper: String,
    _ path: String
  ) {
    let given = (schema[lower]?.integer, schema[upper]?.integer)
    expect(given == (bounds.lowerBound, bounds.upperBound), "bounds \(bounds)", path)
  }

  private mutating func expect(_ holds: Bool, _ what: String, _ path: String) {
    if !holds { differences.append("\(path): expected \(what)") }
  }
}
