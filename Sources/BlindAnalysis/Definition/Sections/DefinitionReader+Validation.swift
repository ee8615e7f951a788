/// The open region in which a side-band extrapolation is compared with what is there.
extension DefinitionReader {
  /// A side band with what it leaves of the variable.
  struct Fitted {
    let sideBand: Placed<Region>
    let range: ValueRange

    init(_ sideBand: Placed<Region>, _ range: ValueRange) {
      (self.sideBand, self.range) = (sideBand, range)
    }
  }

  /// Every region but the signal box is proven to lie outside the blind region, so it is enough
  /// that this one is not the box.
  mutating func validation(
    in fields: Fields, of variable: Variable, _ fitted: Fitted, _ joint: [PlacedBand],
    _ context: BackgroundContext
  ) -> SideBandExtrapolation.Validation? {
    guard let region = region("validate", in: fields, context.regions) else { return nil }
    guard region.value.name != context.signal?.name else {
      report(.validationIsSignal(at: region.span))
      return nil
    }
    guard region.value.name != fitted.sideBand.value.name else {
      report(.validationIsSideBand(at: region.span))
      return nil
    }
    guard let range = boundedRange(of: variable, in: region, else: "validation-unbounded"),
      !sharesEvents(region, withAnyOf: joint)
    else { return nil }
    guard range.isBeside(fitted.range) else {
      report(.validationOverlaps(variable.name, at: region.span))
      return nil
    }
    let (here, there) = differences(
      region.value, fitted.sideBand.value, apartFrom: variable)
    if !here.isEmpty || !there.isEmpty {
      report(.validationDiffers(here, there, variable.name, at: region.span))
    }
    return .init(region: region.value.name, range: range)
  }

  /// What a region leaves of the variable. No edge is assumed here: a number of events down to a
  /// zero that nobody wrote would mean nothing.
  ///
  /// - Parameter id: Of the finding where an edge is missing.
  mutating func boundedRange(
    of variable: Variable, in region: Placed<Region>, else id: String
  ) -> ValueRange? {
    guard let range = range(of: variable, in: region.value, at: region.span) else { return nil }
    guard let lower = range.lower, let upper = range.upper else {
      let edge = range.lower == nil ? "lower" : "upper"
      report(.unbounded(id, variable.name, edge, at: region.span))
      return nil
    }
    return valueRange(lower, upper, at: region.span)
  }
}

extension Diagnostic {
  static func validationIsSignal(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "validation-is-signal",
      message: "an extrapolation is validated in an open region, never in the signal region",
      span: span)
  }

  static func validationIsSideBand(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "validation-is-side-band",
      message: "the side band is fitted, so it cannot validate the fit; declare a region beside it",
      span: span)
  }

  fileprivate static func validationOverlaps(_ variable: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "validation-overlaps-side-band",
      message: "this region and the side band overlap in '\(variable)', so that its events are "
        + "fitted; one has to lie beside the other", span: span)
  }

  static func validationDiffers(
    _ here: [String], _ there: [String], _ variable: String, at span: SourceSpan
  ) -> Self {
    Self(
      severity: .warning, id: "validation-differs",
      message: "this region and the side band differ in more than '\(variable)': "
        + "\(here.asConditions) here, \(there.asConditions) there", span: span)
  }
}
