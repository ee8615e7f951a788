import Yams

extension Diagnostic {
  /// The library's complaint, in words that help.
  static func yaml(_ error: YamlError, in text: SourceText) -> Self {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = text.span(line: mark.line, column: mark.column)
      return .syntax(advice(on: problem, context: context, at: mark.line), at: place)
    case .duplicatedKeysInMapping(let keys, let context):
      let place = text.span(line: context.mark.line, column: context.mark.column)
      return Self(
        severity: .error, id: "duplicate-key",
        message: "the key '\(keys.first ?? "")' is given twice in one place", span: place,
        replacement: nil)
    default:
      return .syntax("the file cannot be read as YAML", at: text.span(line: 1, column: 1))
    }
  }

  /// libyaml's own words are exact but speak of tokens; the common ones get a way out.
  private static func advice(
    on problem: String, context: YamlError.Context?, at line: Int
  ) -> String {
    let known: [(String, String)] = [
      (
        "mapping values are not allowed",
        "': ' inside a value, or a key that is indented too far; put the value in quotes"
      ),
      ("could not find expected ':'", "expected 'key: value'"),
      ("did not find expected key", "expected a key, indented like the keys above it"),
      ("did not find expected '-' indicator", "expected '- ', indented like the items above it"),
      ("did not find expected ',' or ']'", "a list '[…]' is not closed, or a comma is missing"),
      ("did not find expected ',' or '}'", "a mapping '{…}' is not closed, or a comma is missing"),
      ("found unexpected end of stream", "a quote is not closed"),
      (
        "found unknown escape character", "unknown '\\' escape; in single quotes '\\' is plain text"
      ),
      ("found character that cannot start any token", "a value cannot begin with this character"),
    ]
    let words = known.first { problem.hasPrefix($0.0) }?.1 ?? problem
    guard let context, context.mark.line != line else { return words }
    return "\(words) (it began in line \(context.mark.line))"
  }
}
