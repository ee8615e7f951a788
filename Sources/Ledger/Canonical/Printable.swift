extension String {
  /// This text for one line of a terminal: control and formatting characters are written as
  /// `\u{…}` and at most 200 characters are kept, so that text from a file cannot pose as ours.
  public var printable: String {
    let shown = unicodeScalars.prefix(200).map { scalar in
      Self.isPlain(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }
    return shown.joined() + (unicodeScalars.count > 200 ? "…" : "")
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }
}
