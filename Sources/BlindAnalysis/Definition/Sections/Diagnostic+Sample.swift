/// Findings about the yields of a channel.
extension Diagnostic {
  private static func error(
    _ id: String, _ message: String, at span: SourceSpan, replacement: String? = nil
  ) -> Self {
    Self(severity: .error, id: id, message: message, span: span, replacement: replacement)
  }

  static func expectedOrScale(at span: SourceSpan) -> Self {
    error(
      "expected-or-scale",
      "a yield needs either 'expected' (events) or 'scale' (events for each control event)",
      at: span)
  }

  static func scaleWithoutFactor(at span: SourceSpan) -> Self {
    error(
      "scale-without-factor",
      "'scale' multiplies a count or an efficiency; name it under 'factors', or write 'expected'",
      at: span)
  }

  static func constraintWithoutUncertainty(_ span: SourceSpan) -> Self {
    error("constraint-alone", "a constraint needs an uncertainty, as in '0.51 ± 0.13'", at: span)
  }

  static func uncertaintyWithoutConstraint(at span: SourceSpan) -> Self {
    error(
      "missing-constraint",
      "an uncertainty needs 'constraint': none, log-normal, gamma or gaussian", at: span)
  }

  static func uncertainZero(at span: SourceSpan) -> Self {
    error(
      "uncertain-zero",
      "a yield of zero has no relative uncertainty; declare a gamma nuisance with its count and "
        + "give 'scale'", at: span)
  }

  static func effectOfFactor(_ name: String, at span: SourceSpan) -> Self {
    error(
      "effect-of-factor",
      "'\(name.prefix(80))' is a count or an efficiency: it multiplies the yield itself, so name "
        + "it under 'factors'", at: span)
  }

  static func notAFactor(_ name: String, at span: SourceSpan) -> Self {
    error(
      "not-a-factor",
      "'\(name.prefix(80))' is log-normal or gaussian; give the size of its effect under 'effects'",
      at: span)
  }

  static func unknownNuisance(_ name: String, known: [String], at span: SourceSpan) -> Self {
    let nearest = known.nearest(to: name)
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "declare it under 'nuisances'"
    return error(
      "unknown-nuisance", "no nuisance parameter '\(name.prefix(80))'; \(hint)", at: span,
      replacement: nearest)
  }

  static func expectedFromZero(_ name: String, at span: SourceSpan) -> Self {
    error(
      "expected-from-zero",
      "'\(name.prefix(80))' was measured as zero, so an expectation cannot follow from it; give "
        + "'scale' instead of 'expected'", at: span)
  }
}
