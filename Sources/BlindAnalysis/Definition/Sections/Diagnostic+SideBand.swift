/// Findings about side-band extrapolations.
extension Diagnostic {
  private static func error(
    _ id: String, _ message: String, at span: SourceSpan, replacement: String? = nil
  ) -> Self {
    Self(severity: .error, id: id, message: message, span: span, replacement: replacement)
  }

  static func unknownVariable(_ name: String, known: [String], at span: SourceSpan) -> Self {
    let nearest = known.nearest(to: name)
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "declare it under 'columns' or 'derived'"
    return error(
      "unknown-name", "no column or derived quantity '\(name.prefix(80))'; \(hint)", at: span,
      replacement: nearest)
  }

  static func sideBandIsSignal(at span: SourceSpan) -> Self {
    error("side-band-is-signal", "the side band must be another region than the signal", at: span)
  }

  static func wrongTarget(signal: String, at span: SourceSpan) -> Self {
    error(
      "wrong-target", "backgrounds are extrapolated into the signal region, '\(signal)'", at: span,
      replacement: signal)
  }

  static func emptyRange(at span: SourceSpan) -> Self {
    error("empty-range", "the range of the variable holds no more than one value", at: span)
  }

  /// `side-band-unbounded` or `target-unbounded`.
  static func unbounded(
    _ id: String, _ variable: String, _ edge: String, at span: SourceSpan
  ) -> Self {
    error(
      id,
      "this region has no \(edge) edge in '\(variable)'; write a range, as in "
        + "'\(variable) in 1 GeV .. 2 GeV'", at: span)
  }

  static func regionWithGap(_ variable: String, at span: SourceSpan) -> Self {
    error(
      "region-with-gap",
      "this region leaves out a part of '\(variable)' between its ends; it must be one interval",
      at: span)
  }

  static func targetOverlaps(_ variable: String, at span: SourceSpan) -> Self {
    error(
      "target-overlaps-side-band",
      "side band and signal region overlap in '\(variable)'; one has to lie beside the other",
      at: span)
  }

  static func outsideSideBand(_ range: String, at span: SourceSpan) -> Self {
    error(
      "range-outside-side-band",
      "this range leaves the side band, \(range); events there may be blinded or not exist",
      at: span)
  }

  static func powerLawBelowZero(at span: SourceSpan) -> Self {
    error(
      "power-law-range",
      "a power law needs a side band above zero, and predicts from zero on only", at: span)
  }

  static func profilingWithoutFunctions(at span: SourceSpan) -> Self {
    error(
      "profiling-without-functions",
      "discrete profiling chooses among functions; list others under 'functions'", at: span)
  }

  static func rangeOfOtherKind(
    _ variable: DefinitionReader.Variable, _ found: Dimension, at span: SourceSpan
  ) -> Self {
    error(
      "dimension-mismatch",
      "the range is \(found), but '\(variable.name)' is \(variable.dimension)", at: span)
  }

  static func rangeWithoutUnit(_ unit: String, _ written: String, at span: SourceSpan) -> Self {
    Self(
      severity: .warning, id: "missing-unit",
      message: "the range has no unit; '\(unit)' is assumed, the unit of the column", span: span,
      replacement: "\(written) \(unit)")
  }

  static func sideBandDiffers(
    _ here: [String], _ there: [String], _ variable: String, at span: SourceSpan
  ) -> Self {
    return Self(
      severity: .warning, id: "side-band-differs",
      message: "side band and signal region differ in more than '\(variable)': "
        + "\(here.asConditions) here, \(there.asConditions) there", span: span)
  }
}

extension [String] {
  /// Conditions as a message names them.
  var asConditions: String {
    isEmpty ? "no such condition" : map { "'\($0)'" }.joined(separator: ", ")
  }
}
