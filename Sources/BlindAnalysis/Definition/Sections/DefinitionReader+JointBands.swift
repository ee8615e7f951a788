/// Regions that are fitted together with a side band.
extension DefinitionReader {
  /// A band with the region that it comes from.
  struct PlacedBand {
    let value: SideBandExtrapolation.JointBand
    let region: Region
  }

  /// Every region but the signal box is proven to lie outside the blind region, so none of these may
  /// be the box; and an event that is in two bands would count twice.
  mutating func jointBands(
    in fields: Fields, of variable: Variable, besides sideBand: Placed<Region>,
    _ context: BackgroundContext
  ) -> [PlacedBand] {
    var found: [PlacedBand] = []
    for name in texts("together with", in: fields) {
      guard let region = region(name, context.regions) else { continue }
      guard region.value.name != context.signal?.name else {
        report(.jointBandIsSignal(at: region.span))
        continue
      }
      let others = [sideBand.value] + found.map(\.region)
      guard let range = boundedRange(of: variable, in: region, else: "joint-band-unbounded"),
        !sharesEvents(region, withAnyOf: others)
      else { continue }
      found.append(
        PlacedBand(value: .init(region: region.value.name, range: range), region: region.value))
    }
    return found
  }

  /// Whether a validation region holds events that are fitted.
  mutating func sharesEvents(_ region: Placed<Region>, withAnyOf bands: [PlacedBand]) -> Bool {
    sharesEvents(region, withAnyOf: bands.map(\.region))
  }

  private mutating func sharesEvents(
    _ region: Placed<Region>, withAnyOf others: [Region]
  ) -> Bool {
    for other in others {
      guard let mask = try? Mask(region: other.condition) else { continue }
      let named = NamedRegion("'\(region.value.name)'", region.value.condition)
      let proof = mask.proofOfAvoiding(named, maskName: "'\(other.name)'")
      guard let reason = proof.reason else { continue }
      report(.sharedEvents(region.value.name, other.name, reason, at: region.span))
      return true
    }
    return false
  }
}

extension Diagnostic {
  fileprivate static func jointBandIsSignal(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "joint-band-is-signal",
      message: "only open regions are fitted together with a side band, never the signal region",
      span: span)
  }

  fileprivate static func sharedEvents(
    _ name: String, _ other: String, _ reason: String, at span: SourceSpan
  ) -> Self {
    Self(
      severity: .error, id: "bands-share-events",
      message: "an event must not be in '\(name)' and in '\(other)', or it would count twice: "
        + reason, span: span)
  }
}
