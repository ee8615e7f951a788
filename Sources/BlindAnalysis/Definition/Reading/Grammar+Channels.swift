extension Grammar {
  /// What `limit --channels` reads.
  static let channelFile = Section(
    name: "a file of channels",
    keys: [
      .required("na64-blind-channels", .integer(formatVersion...formatVersion)),
      .optional("title", .text),
      .optional("source", .text),
      .optional("nuisances", .named(nuisance, 0...most)),
      .required("channels", .list(.section(channel), 1...most)),
    ])

  static let nuisance = Shape.variants(
    key: "constraint",
    [
      (NuisanceConstraintName.logNormal, plainNuisance),
      (NuisanceConstraintName.gaussian, plainNuisance),
      (NuisanceConstraintName.gamma, countedNuisance),
      (NuisanceConstraintName.beta, efficiencyNuisance),
    ],
    later: [])

  /// The values of `constraint` of a shared nuisance parameter.
  enum NuisanceConstraintName {
    static let logNormal = "log-normal"
    static let gaussian = "gaussian"
    static let gamma = "gamma"
    static let beta = "beta"
  }

  private static let constraint = Key.required("constraint", .text)

  static let plainNuisance = Section(
    name: "a nuisance parameter", keys: [constraint, .optional("source", .text)])

  static let countedNuisance = Section(
    name: "a control count",
    keys: [constraint, .required("count", .quantity), .optional("source", .text)])

  static let efficiencyNuisance = Section(
    name: "a measured efficiency",
    keys: [
      constraint, .required("passed", .quantity), .required("total", .quantity),
      .optional("source", .text),
    ])

  static let channel = Section(
    name: "a channel",
    keys: [
      .required("name", .text), .required("observed", .integer(0...100_000)),
      .required("signal", .section(sample)),
      .optional("backgrounds", .named(.section(sample), 0...most)),
    ])

  static let sample = Section(
    name: "a yield",
    keys: [
      .optional("expected", .quantity), .optional("scale", .quantity),
      .optional("uncertainty", .quantity),
      .optional("constraint", .choice(LimitSettings.BackgroundPrior.allCases.map(\.rawValue))),
      .optional("effects", .named(.quantity, 0...most)),
      .optional("factors", .list(.text, 0...most)),
      .optional("source", .text),
    ])
}
