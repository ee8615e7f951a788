/// Why a text cannot be shown and signed as it stands.
enum TextProblem {
  case tooLong(Int)
  case surroundedBySpaces
  case severalLines
  /// With its code point: controls, invisible direction marks, characters without a meaning yet.
  case invisible(UInt32)

  /// - Returns: Nil for a text without problem.
  init?(_ text: String, longest: Int = 2_000) {
    let scalars = text.unicodeScalars
    if scalars.count > longest {
      self = .tooLong(longest)
    } else if scalars.first == " " || scalars.last == " " {
      self = .surroundedBySpaces
    } else if let bad = scalars.first(where: Self.isInvisible) {
      self = bad == "\n" ? .severalLines : .invisible(bad.value)
    } else {
      return nil
    }
  }

  /// What people sign must be what they see.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      true
    default: false
    }
  }

  var message: String {
    switch self {
    case .tooLong(let longest): "longer than \(longest) characters"
    case .surroundedBySpaces: "begins or ends with a space"
    case .severalLines: "has several lines; '>-' instead of '|' folds them into one"
    case .invisible(let value):
      "contains the invisible character U+\(String(value, radix: 16, uppercase: true))"
    }
  }
}
