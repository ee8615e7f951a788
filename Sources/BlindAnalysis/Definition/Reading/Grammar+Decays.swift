extension Grammar {
  static let decayInFlight = Section(
    name: "a decay in flight",
    keys: [
      .required("model", .text), .required("contamination", .section(contamination)),
      .required("segments", .list(.section(segment), 1...mostSegments)),
      .required("calorimeter", .section(calorimeter)), .required("vetoes", .section(vetoes)),
      .required("selection-efficiency", .section(number)),
    ])

  /// Cascades are computed for each pair of segments.
  private static let mostSegments = 20

  static let contamination = Section(
    name: "'contamination'",
    keys: ContaminatingParticle.allCases.map { .optional($0.rawValue, .quantity) } + [
      .optional("muon helicity", .quantity), .expected("source", .text),
    ])

  /// The keys of the shares in the beam; only those with the charge of the beam may be used.
  enum ContaminatingParticle: String, CaseIterable {
    case positivePion = "pi+"
    case negativePion = "pi-"
    case positiveKaon = "K+"
    case negativeKaon = "K-"
    case positiveMuon = "mu+"
    case negativeMuon = "mu-"

    var isNegative: Bool { rawValue.hasSuffix("-") }
  }

  static let segment = Section(
    name: "a segment",
    keys: [
      .required("name", .text), .required("from", .quantity), .required("to", .quantity),
      .required("tag-efficiency", .quantity), .required("veto-efficiency", .quantity),
      .required("track", track), .expected("source", .text),
    ])

  static let track = Shape.variants(
    key: "measured",
    [(TrackName.beforeDecay, trackBeforeDecay), (TrackName.afterDecay, trackAfterDecay)],
    later: [])

  /// The values of `measured`.
  enum TrackName {
    static let beforeDecay = "before decay"
    static let afterDecay = "after decay"
  }

  private static let measured = Key.required("measured", .text)

  static let trackBeforeDecay = Section(
    name: "a track measured before the decay",
    keys: [measured, .required("acceptance", .quantity)])

  static let trackAfterDecay = Section(
    name: "a track measured after the decay",
    keys: [measured, .required("window", .range), .required("resolution", .quantity)])

  static let calorimeter = Section(
    name: "'calorimeter'",
    keys: [
      .required("variable", .text), .required("signal box below", .quantity),
      .optional("signal box above", .quantity), .required("resolution", .section(resolution)),
      .required("aperture", .section(aperture)),
      .required("minimum-ionising deposit", .quantity), .expected("source", .text),
    ])

  static let resolution = Section(
    name: "'resolution'",
    keys: [
      .required("stochastic", .quantity), .required("noise", .quantity),
      .required("constant", .quantity),
    ])

  static let aperture = Section(
    name: "'aperture'",
    keys: [.required("position", .quantity), .required("radius", .quantity)])

  static let vetoes = Section(
    name: "'vetoes'",
    keys: [
      .required("muon", .quantity), .required("charged pion", .quantity),
      .required("outside calorimeter", .quantity), .expected("source", .text),
    ])
}
