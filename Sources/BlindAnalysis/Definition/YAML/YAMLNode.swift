/// A value of the analysis file with its place; our own, so that the parser stays behind one file.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
    /// Already reported; whoever meets it stays silent.
    case refused
  }

  let content: Content
  /// The whole of a scalar in one line; the first character of anything else.
  let span: SourceSpan
}

/// `key: value`.
struct YAMLEntry: Sendable {
  let key: String
  let keySpan: SourceSpan
  /// Whether the key has been reported, so that its value is not looked at either.
  let isRefused: Bool
  let value: YAMLNode
}

/// A single value as text, whose every character knows where it stands in the file.
struct YAMLScalar: Sendable {
  let text: String
  /// Without quotes: such a value may be a number or `true`.
  let isPlain: Bool
  let placement: ScalarPlacement
}
