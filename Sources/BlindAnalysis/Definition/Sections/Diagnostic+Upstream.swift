/// Findings about upstream interactions.
extension Diagnostic {
  private static func error(
    _ id: String, _ message: String, at span: SourceSpan, replacement: String? = nil
  ) -> Self {
    Self(severity: .error, id: id, message: message, span: span, replacement: replacement)
  }

  static func unknownMaterial(_ name: String, known: [String], at span: SourceSpan) -> Self {
    error(
      "unknown-material",
      "the material '\(name)' is not built in; give its density, radiation length and interaction "
        + "length, or one of \(known.joined(separator: ", "))", at: span,
      replacement: known.nearest(to: name))
  }

  static func noEquivalentPhotons(_ particle: String, at span: SourceSpan) -> Self {
    error(
      "no-equivalent-photons",
      "the spectrum of equivalent photons is for electrons and muons, not for a beam of \(particle)",
      at: span)
  }

  static func unequalLists(_ first: String, _ second: String, at span: SourceSpan) -> Self {
    error(
      "unequal-lists", "'\(first)' needs one number for each of '\(second)'", at: span)
  }

  static func noEmission(at span: SourceSpan) -> Self {
    error("no-emission", "one of the 'weights' must be above zero", at: span)
  }

  static func notRising(_ what: String, at span: SourceSpan) -> Self {
    error("not-rising", "\(what) must rise", at: span)
  }

  static func mixedEscapes(at span: SourceSpan) -> Self {
    error(
      "mixed-escapes", "all rows must be declared, or all simulated", at: span)
  }

  static func moreEscapedThanSimulated(at span: SourceSpan) -> Self {
    error("more-than-all", "more have escaped than were simulated", at: span)
  }

  static func outsideEscapes(_ what: String, at span: SourceSpan) -> Self {
    error("outside-escapes", "\(what) lies outside the table 'escape'", at: span)
  }

  static func unknownDataset(_ name: String, known: [String], at span: SourceSpan) -> Self {
    error(
      "unknown-dataset",
      "unknown dataset '\(name)'; the datasets are "
        + known.map { "'\($0)'" }.joined(separator: ", "), at: span,
      replacement: known.nearest(to: name))
  }

  static func unknownBackground(_ name: String, known: [String], at span: SourceSpan) -> Self {
    error(
      "unknown-background",
      "'\(name)' is no background to compare with; expected one of "
        + known.map { "'\($0)'" }.joined(separator: ", "), at: span,
      replacement: known.nearest(to: name))
  }
}
