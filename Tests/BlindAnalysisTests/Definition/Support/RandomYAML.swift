import TestSupport

/// A random document, written in a random mixture of styles.
indirect enum RandomYAML: Equatable {
  case scalar(String)
  case list([RandomYAML])
  case mapping([(key: String, value: RandomYAML)])

  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.scalar(let left), .scalar(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.mapping(let left), .mapping(let right)):
      left.map(\.key) == right.map(\.key) && left.map(\.value) == right.map(\.value)
    default: false
    }
  }

  private static let texts = [
    "a", "x < 5 GeV", "abs(x) < 5 && y", "a & b", "a * b", "a ! b", "50 %", "1.6e10", "0.06 ± 0.02",
    "it's", "say \"no\"", "http://a.b", "a#b", "n = 0", "-x", "a-b", "é", "𝄞 clef", "x in 1 .. 2",
    "&x", "*x", "!x", "%x", "@x", "- x", "x: y", "x #y", "{", "[a", "#", "'", "a, b", "? x", "|",
  ]

  static func random(depth: Int, _ random: inout SplitMix) -> RandomYAML {
    let count = Int.random(in: 1...4, using: &random)
    switch depth > 0 ? Int.random(in: 0..<3, using: &random) : 0 {
    case 1: return .list((0..<count).map { _ in Self.random(depth: depth - 1, &random) })
    case 2:
      return .mapping(
        (0..<count).map { index in
          let word =
            ["k", "a key", "n >= ", "E_ECAL", "it's "].randomElement(using: &random) ?? "k"
          return ("\(word)\(index)", Self.random(depth: depth - 1, &random))
        })
    default: return .scalar(texts.randomElement(using: &random) ?? "a")
    }
  }

  // MARK: Writing

  /// The lines of this value as block style, to be put under a key or a dash.
  func block(indent: Int, _ random: inout SplitMix) -> String {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .list(let items):
      return items.map { margin + "-" + $0.entry(indent: indent, &random) }.joined()
    case .mapping(let entries):
      return entries.map { key, value in
        margin + Self.written(key, inFlow: false, &random) + ":"
          + value.entry(indent: indent, &random)
      }.joined()
    case .scalar: return margin + inline(inFlow: false, &random) + "\n"
    }
  }

  /// What follows a key or a dash.
  private func entry(indent: Int, _ random: inout SplitMix) -> String {
    let comment = [" # &a: *b", "", "", " #", "\n"].randomElement(using: &random) ?? ""
    if case .scalar = self { return " " + inline(inFlow: false, &random) + comment + "\n" }
    if Bool.random(using: &random) { return " " + inline(inFlow: true, &random) + comment + "\n" }
    let deeper = indent + Int.random(in: 1...4, using: &random)
    return comment + "\n" + block(indent: deeper, &random)
  }

  private func inline(inFlow: Bool, _ random: inout SplitMix) -> String {
    let gap =
      ["", " ", "\n      \t".replacing("\t", with: "      ")].randomElement(using: &random) ?? ""
    switch self {
    case .scalar(let text):
      return Self.folded(Self.written(text, inFlow: inFlow, &random), &random)
    case .list(let items):
      let written = items.map { gap + $0.inline(inFlow: true, &random) }
      return "[" + written.joined(separator: ",") + gap + "]"
    case .mapping(let entries):
      let written = entries.map { key, value in
        gap + Self.written(key, inFlow: true, &random) + ": " + value.inline(inFlow: true, &random)
      }
      return "{" + written.joined(separator: ",") + gap + "}"
    }
  }

  private static func written(
    _ text: String, inFlow: Bool, _ random: inout SplitMix
  ) -> String {
    let begins = "&*!%@#{[|'?-,>`\"".contains(text.first ?? "#") && !(text == "-x" || text == "-")
    let breaks = text.contains(": ") || text.contains(" #")
    let flow = inFlow && text.contains { ",[]{}".contains($0) }
    let style = Int.random(in: begins || breaks || flow ? 1..<3 : 0..<3, using: &random)
    switch style {
    case 1: return "'" + text.replacing("'", with: "''") + "'"
    case 2: return "\"" + text.replacing("\"", with: "\\\"") + "\""
    default: return text
    }
  }

  /// A text may go on in the next line at each of its spaces, if it is indented enough.
  private static func folded(_ text: String, _ random: inout SplitMix) -> String {
    let isOpen = text.first != "\"" && text.first != "'"
    guard Int.random(in: 0..<3, using: &random) == 0, isOpen else { return text }
    return text.replacing(" ", with: "\n" + String(repeating: " ", count: 40))
  }
}
