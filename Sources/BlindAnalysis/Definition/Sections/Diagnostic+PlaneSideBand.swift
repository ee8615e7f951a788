/// Findings about side bands in a plane.
extension Diagnostic {
  private static func error(_ id: String, _ message: String, at span: SourceSpan) -> Self {
    Self(severity: .error, id: id, message: message, span: span)
  }

  static func oneVariableTwice(_ variable: String, at span: SourceSpan) -> Self {
    error(
      "one-variable-twice",
      "'\(variable)' is the first variable again, or follows from it; a plane needs two", at: span)
  }

  static func notRectangles(_ variables: String, at span: SourceSpan) -> Self {
    error(
      "region-not-rectangles",
      "this region must consist of rectangles in \(variables): limit each of the two by itself, and "
        + "nothing else that is computed from them", at: span)
  }

  static func tooManyLimits(_ variables: String, at span: SourceSpan) -> Self {
    error(
      "too-many-limits", "this region has too many limits on \(variables) to take it apart",
      at: span)
  }

  static func targetNotOneRectangle(_ variables: String, at span: SourceSpan) -> Self {
    error(
      "target-not-one-rectangle",
      "the signal region must be one rectangle in \(variables) to be predicted from a plane",
      at: span)
  }

  static func planeTargetOverlaps(_ variables: String, at span: SourceSpan) -> Self {
    error(
      "target-overlaps-side-band",
      "side band and signal region overlap in the plane of \(variables); leave the box out of the "
        + "side band", at: span)
  }

  static func planeValidationOverlaps(_ variables: String, at span: SourceSpan) -> Self {
    error(
      "validation-overlaps-side-band",
      "this region and the side band overlap in the plane of \(variables), so that its events are "
        + "fitted; one has to lie beside the other", at: span)
  }

  static func outsidePlane(at span: SourceSpan) -> Self {
    error(
      "range-outside-side-band",
      "this part of the plane reaches beyond the side band or holds nothing of it", at: span)
  }

  static func noParameterToChange(at span: SourceSpan) -> Self {
    error(
      "correlation-without-parameter",
      "a linear correlation moves slope, exponent or mean of the second function, so that it has to be "
        + "an exponential, an exponential polynomial, a power law or a Gaussian", at: span)
  }

  static func sameCorrelation(_ name: String, at span: SourceSpan) -> Self {
    error(
      "correlation-not-varied", "the correlation '\(name)' is that of the fit already", at: span)
  }
}
