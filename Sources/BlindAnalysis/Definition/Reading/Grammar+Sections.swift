extension Grammar {
  static let analysisFile = Section(
    name: "an analysis file",
    keys: [
      .required("na64-blind", .integer(formatVersion...formatVersion)),
      .required("analysis", .text),
      .required("title", .text),
      .required("beam", .section(beam)),
      .required("data", .list(.section(dataset), 1...most)),
      .required("columns", .named(.section(column), 1...most)),
      .optional("derived", .named(.expression, 0...most)),
      .optional("selection", .list(.section(cut), 0...most)),
      .required("regions", .named(.expression, 1...most)),
      .required("blind", .section(blind)),
      .required("backgrounds", .named(background, 1...most)),
      .optional("signal", .section(signal)),
      .required("limit", .section(limit)),
      .optional("seen", .list(.section(seen), 1...most)),
      .optional("procedure", .named(.text, 1...most)),
      .optional("stages", .list(stage, 1...most)),
      .optional("sign-off", .section(signOff)),
    ])

  static let seen = Section(
    name: "an entry of 'seen'",
    keys: [
      .required("what", .text), .required("who", .text), .required("when", .text),
      .required("why", .text),
    ])

  static let beam = Section(
    name: "'beam'",
    keys: [
      .required("particle", .choice(Beam.Particle.allCases.map(\.rawValue))),
      .required("momentum", .quantity),
    ])

  static let dataset = Section(
    name: "an entry of 'data'",
    keys: [
      .required("name", .text),
      .optional("kind", .choice(Dataset.Kind.allCases.map(\.rawValue))),
      .required("files", .list(.text, 1...most)),
      .optional("format", .choice(["root", "csv"])),
      .optional("tree", .text),
      .required("exposure", .section(exposure)),
      .required("event-id", .list(.text, 1...4)),
      .optional("truth", .list(.text, 1...most)),
      .optional("good-spills", .text),
      .optional("bad-spills", .text),
      .optional("vault", .text),
    ])

  static let exposure = Section(
    name: "'exposure'",
    keys: [
      .required("on-target", .quantity), .optional("uncertainty", .quantity),
      .expected("source", .text),
    ])

  static let column = Section(
    name: "a column", keys: [.required("branch", .text), .optional("unit", .text)])

  static let cut = Section(
    name: "a cut", keys: [.required("name", .text), .required("require", .expression)])

  static let blind = Section(
    name: "'blind'", keys: [.required("signal", .text), .required("region", .expression)])

  static let signal = Section(
    name: "'signal'",
    keys: [
      .required("parameter", .section(parameter)), .required("yield", .section(signalNumber)),
      .required("efficiency", .section(signalNumber)),
    ],
    later: ["models", "parameters", "scan"])

  static let parameter = Section(
    name: "'parameter'",
    keys: [
      .required("name", .text),
      .required("enters", .choice(Signal.Power.allCases.map(\.rawValue))),
    ])

  /// A number that may have the name of a factor of the backgrounds.
  static let signalNumber = number.with(.optional("name", .text))

  static let number = Section(
    name: "a number",
    keys: [
      .required("value", .quantity), .optional("uncertainty", .quantity),
      .expected("source", .text),
    ])

  static let limit = Section(
    name: "'limit'",
    keys: [
      .required("confidence", .quantity),
      .required(
        "method",
        .choice(
          LimitSettings.Method.allCases.map(\.rawValue),
          later: ["Feldman-Cousins", "classical", "Bayesian", "profile likelihood"])),
      .required(
        "statistic",
        .choice(
          LimitSettings.Statistic.allCases.map(\.rawValue), later: ["profile likelihood"])),
      .required(
        "background prior", .choice(LimitSettings.BackgroundPrior.allCases.map(\.rawValue))),
      .optional("upper limits", .choice(LimitSettings.UpperLimits.allCases.map(\.rawValue))),
    ])

  static let signOff = Section(
    name: "'sign-off'",
    keys: [.optional("required", .integer(1...most)), .optional("signers", .text)])
}

extension Grammar {
  static let background = Shape.variants(
    key: "model",
    ([
      (BackgroundModelName.sideBand, sideBandExtrapolation),
      (BackgroundModelName.planeSideBand, planeSideBand),
      (BackgroundModelName.declared, declared),
      (BackgroundModelName.upperLimit, upperLimit),
      (BackgroundModelName.decayInFlight, decayInFlight),
      (BackgroundModelName.upstream, upstream),
    ] + factorBackgrounds).map { ($0.value, $0.section.with(datasets)) },
    later: [])

  /// What every model has: the run periods that it is for.
  private static let datasets = Key.optional("datasets", .list(.text, 1...most))

  /// The values of `model`.
  enum BackgroundModelName {
    static let sideBand = "side-band extrapolation"
    static let planeSideBand = "side band in a plane"
    static let declared = "declared"
    static let upperLimit = "upper limit"
    static let decayInFlight = "decay in flight"
    static let upstream = "upstream interactions"
  }

  private static let model = Key.required("model", .text)

  private static let tailFunction = Shape.choice(TailFunction.allCases.map(\.rawValue))

  static let sideBandExtrapolation = Section(
    name: "a side-band extrapolation",
    keys: [
      model, .required("variable", .text), .required("from", .text),
      .optional("together with", .list(.text, 1...most)), .required("into", .text),
      .required("function", tailFunction), .optional("bins", .integer(2...most)),
      .optional("systematics", .section(systematics)), .optional("validate", .text),
      .optional("signal contamination", .section(signalContamination)),
    ])

  static let planeSideBand = Section(
    name: "a side band in a plane",
    keys: [
      model, .required("variables", .list(.text, 2...2)), .required("from", .text),
      .required("into", .text), .required("functions", .list(tailFunction, 2...2)),
      .required("correlation", correlation),
      .optional("systematics", .section(planeSystematics)), .optional("validate", .text),
      .optional("signal contamination", .section(signalContamination)),
    ])

  private static let correlation = Shape.choice(
    PlaneSideBand.Correlation.allCases.map(\.rawValue))

  static let planeSystematics = Section(
    name: "'systematics' of a plane",
    keys: [
      .optional("ranges", .list(.section(planeRange), 1...most)),
      .optional("functions", .list(.section(planeFunctions), 1...most)),
      .optional("correlations", .list(correlation, 1...most)),
      .optional("method", systematicsMethod),
    ])

  static let planeRange = Section(
    name: "a part of the plane", keys: [.required("first", .range), .required("second", .range)])

  static let planeFunctions = Section(
    name: "a pair of functions",
    keys: [.required("first", tailFunction), .required("second", tailFunction)])

  static let signalContamination = number.with(
    .required("spread", .choice(DeclaredSideBandSignal.Spread.allCases.map(\.rawValue))))

  private static let systematicsMethod = Shape.choice(
    SideBandExtrapolation.Systematics.Method.allCases.map(\.rawValue))

  static let systematics = Section(
    name: "'systematics'",
    keys: [
      .optional("ranges", .list(.range, 1...most)),
      .optional("functions", .list(tailFunction, 1...most)),
      .optional("method", systematicsMethod),
    ])

  static let declared = Section(
    name: "a declared background",
    keys: [
      model, .required("value", .quantity), .optional("uncertainty", .quantity),
      .expected("source", .text),
    ])

  static let upperLimit = Section(
    name: "an upper limit",
    keys: [
      model, .required("value", .quantity), .required("confidence", .quantity),
      .expected("source", .text),
    ])
}
