/// Decays in flight: the shares of the beam, the beam line and what sees the products.
extension DefinitionReader {
  mutating func decays(_ fields: Fields, _ context: BackgroundContext) -> DeclaredDecays? {
    let contamination = open("contamination", in: fields)
      .flatMap { self.contamination($0, of: context.beam) }
    let segments = segments(in: fields)
    let calorimeter = open("calorimeter", in: fields)
      .flatMap { self.calorimeter($0, behind: segments.last, context) }
    let vetoes = open("vetoes", in: fields).flatMap { self.vetoes($0) }
    let selection = open("selection-efficiency", in: fields).flatMap {
      declaredNumber("value", in: $0, .share)
    }
    guard let contamination, segments.count == fields.count(of: "segments"), !segments.isEmpty,
      let calorimeter, let vetoes, let selection
    else { return nil }
    return DeclaredDecays(
      contamination: contamination, segments: segments, calorimeter: calorimeter,
      vetoes: vetoes, selectionEfficiency: selection)
  }

  // MARK: The beam

  private mutating func contamination(
    _ fields: Fields, of beam: Beam?
  ) -> DeclaredContamination? {
    let source = text("source", in: fields)?.value
    let named = Grammar.ContaminatingParticle.allCases.filter { fields[$0.rawValue] != nil }
    if named.isEmpty { report(.noContamination(at: fields.span)) }
    guard let beam, !named.isEmpty else { return nil }
    for particle in named where particle.isNegative != beam.particle.isNegative {
      let place = fields.place(of: particle.rawValue)
      report(.otherCharge(particle.rawValue, than: beam.particle.rawValue, at: place))
    }
    func key(_ particle: String) -> String { particle + (beam.particle.isNegative ? "-" : "+") }
    let shares = ["pi", "K", "mu"].map {
      input(key($0), in: fields, .share, source: source)
    }
    let helicity = input("muon helicity", in: fields, .helicity, source: source)
    if fields[key("mu")] != nil, fields["muon helicity"] == nil {
      report(.missingKey("muon helicity", of: "a contamination by muons", at: fields.span))
    }
    guard shares.reduce(0, { $0 + ($1?.value ?? 0) }) <= 1 else {
      report(.outOfRange("the shares of the beam add up to more than 1", at: fields.span))
      return nil
    }
    guard shares.count(where: { $0 != nil }) == named.count,
      (helicity != nil) == (fields["muon helicity"] != nil)
    else { return nil }
    return DeclaredContamination(
      pions: shares[0], kaons: shares[1], muons: shares[2], muonHelicity: helicity)
  }

  // MARK: The beam line

  private mutating func segments(in fields: Fields) -> [DeclaredSegment] {
    var names: Set<String> = []
    var segments: [DeclaredSegment] = []
    for entry in sections("segments", in: fields) {
      guard let segment = segment(entry, &names) else { continue }
      if let last = segments.last,
        !isOrdered(last.to, segment.from, isEmptyAllowed: true, at: entry.place(of: "from"))
      {
        continue
      }
      segments.append(segment)
    }
    return segments
  }

  private mutating func segment(_ fields: Fields, _ names: inout Set<String>) -> DeclaredSegment? {
    let source = text("source", in: fields)?.value
    let name = name(in: fields, others: &names)
    let from = input("from", in: fields, as: .length, .notNegative, source: source)
    let to = input("to", in: fields, as: .length, .positive, source: source)
    let tag = input("tag-efficiency", in: fields, .share, source: source)
    let veto = input("veto-efficiency", in: fields, .share, source: source)
    let track = track(in: fields, source: source)
    guard let from, let to, isOrdered(from, to, isEmptyAllowed: false, at: fields.place(of: "to")),
      let name, let tag, let veto, let track
    else { return nil }
    return DeclaredSegment(
      name: name, from: from, to: to, tagEfficiency: tag, vetoEfficiency: veto, track: track)
  }

  /// Two places along the beam must not change their order within their uncertainties.
  private mutating func isOrdered(
    _ first: DeclaredNumber, _ second: DeclaredNumber, isEmptyAllowed: Bool, at span: SourceSpan
  ) -> Bool {
    let gap = second.value - first.value
    guard gap > 0 || (gap == 0 && isEmptyAllowed) else {
      report(.segmentOrder(at: span))
      return false
    }
    guard gap >= 5 * (first.uncertainty + second.uncertainty) else {
      report(.uncertainOrder(at: span))
      return false
    }
    return true
  }

  private mutating func track(in fields: Fields, source: String?) -> DeclaredSegment.Track? {
    guard let node = fields["track"],
      let (kind, track) = openVariant(node, of: Grammar.track, named: "track")
    else { return nil }
    if kind == Grammar.TrackName.beforeDecay {
      return input("acceptance", in: track, .share, source: source)
        .map { .beforeDecay(acceptance: $0) }
    }
    let window = momentumWindow(in: track)
    let resolution = number("resolution", in: track, .notNegative)
    guard let window, let resolution else { return nil }
    return .afterDecay(window: window, resolution: resolution)
  }

  private mutating func momentumWindow(in fields: Fields) -> ValueRange? {
    guard let node = fields["window"],
      let scalar = scalar(node, expecting: "a range, as in '90 GeV .. 110 GeV'"),
      let range = read(scalar, { QuantityRange.read($0, as: .energy) })
    else { return nil }
    guard let window = ValueRange(lower: range.lower, upper: range.upper) else {
      report(.emptyRange(at: node.span))
      return nil
    }
    return window
  }

  // MARK: What notices other particles

  private mutating func vetoes(_ fields: Fields) -> DeclaredVetoes? {
    let source = text("source", in: fields)?.value
    let muon = input("muon", in: fields, .share, source: source)
    let pion = input("charged pion", in: fields, .share, source: source)
    let outside = input("outside calorimeter", in: fields, .share, source: source)
    guard let muon, let pion, let outside else { return nil }
    return DeclaredVetoes(muon: muon, chargedPion: pion, outsideCalorimeter: outside)
  }
}

extension Diagnostic {
  fileprivate static func noContamination(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "no-contamination",
      message: "'contamination' names no particle that decays; give the share of one, as in "
        + "'pi+: 0.03'", span: span)
  }

  fileprivate static func otherCharge(
    _ particle: String, than beam: String, at span: SourceSpan
  ) -> Self {
    Self(
      severity: .error, id: "other-charge",
      message: "a beam of \(beam) carries no \(particle); the charges must be the same", span: span)
  }

  fileprivate static func segmentOrder(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "segment-order",
      message: "this place must lie beyond the one before it: a segment ends beyond its beginning, "
        + "and segments are listed along the beam without overlap", span: span)
  }

  fileprivate static func uncertainOrder(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "uncertain-order",
      message: "this place and the one before it are closer than five times their uncertainties, "
        + "so their order is not certain; leave out the uncertainty of a border", span: span)
  }
}
