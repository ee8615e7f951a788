/// The blind region, and the proofs that regions lie where they have to.
extension DefinitionReader {
  struct Blind {
    /// Nil when it could not be read, as below.
    let signal: Region?
    let mask: Mask?
  }

  mutating func blind(in fields: Fields, _ names: Names, _ regions: Regions) -> Blind? {
    for region in regions.all { checkNotEmpty(region.condition, at: region.span) }
    guard let section = open("blind", in: fields) else { return nil }
    let signal = region("signal", in: section, regions)
    let condition = section["region"].flatMap { expression($0, names, as: .condition) }
    let mask = condition.flatMap { closedRegion($0, at: section.place(of: "region")) }
    if let mask { check(regions.all, against: mask, signal: signal) }
    return Blind(signal: signal?.value, mask: mask)
  }

  /// A region that is blind by itself, as a policy has it.
  mutating func blindRegion(_ node: YAMLNode, _ names: Names) -> Mask? {
    expression(node, names, as: .condition).flatMap { closedRegion($0, at: node.span) }
  }

  private mutating func closedRegion(_ condition: CheckedExpression, at span: SourceSpan) -> Mask? {
    guard !condition.columns.isEmpty else {
      report(.blindWithoutColumn(at: span))
      return nil
    }
    checkNotEmpty(condition, at: span)
    return try? Mask(region: condition)
  }

  private mutating func checkNotEmpty(_ condition: CheckedExpression, at span: SourceSpan) {
    if condition.isProvablyEmpty { report(.emptyRegion(at: span)) }
  }

  /// The signal region lies inside the mask; no other region shares more than an edge with it.
  private mutating func check(
    _ regions: [Region], against mask: Mask, signal: Placed<Region>?
  ) {
    for region in regions where !region.condition.isProvablyEmpty {
      if region.name == signal?.value.name {
        let named = NamedRegion("the signal region", region.condition)
        let proof = mask.proofOfContaining(named, maskName: "the blind region")
        if let reason = proof.reason { report(.signalOutsideBlind(reason, at: region.span)) }
      } else if signal != nil {
        let named = NamedRegion("'\(region.name)'", region.condition)
        let proof = mask.proofOfAvoiding(named, maskName: "the blind region")
        if let reason = proof.reason {
          report(.regionOverlapsBlind(region.name, reason, at: region.span))
        }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func blindWithoutColumn(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "blind-without-column",
      message: "the blind region uses no column, so it blinds everything or nothing", span: span)
  }

  static func emptyRegion(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "empty-region", message: "no event can be in this region", span: span)
  }

  fileprivate static func signalOutsideBlind(_ reason: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "signal-outside-blind",
      message: "the signal region must lie inside the blind region: \(reason)", span: span)
  }

  fileprivate static func regionOverlapsBlind(
    _ name: String, _ reason: String, at span: SourceSpan
  ) -> Self {
    Self(
      severity: .error, id: "region-overlaps-blind",
      message: "'\(name)' must lie outside the blind region: \(reason)", span: span)
  }
}
