extension Grammar {
  /// A stage before the signal.
  static let stage = Shape.variants(
    key: "stage",
    [
      (Stage.Kind.rehearsal.rawValue, rehearsal), (Stage.Kind.burn.rawValue, burn),
      (Stage.Kind.validation.rawValue, validation),
    ], later: [])

  private static let kind = Key.required("stage", .text)

  private static let procedure = Key.optional("procedure", .named(.text, 1...most))

  private static let rehearsal = Section(
    name: "a rehearsal", keys: [kind, .required("data", .list(.text, 1...most)), procedure])

  private static let burn = Section(
    name: "a burn sample", keys: [kind, .required("fraction", .quantity), procedure])

  private static let validation = Section(
    name: "a validation region",
    keys: [
      kind, .required("name", .text), .required("region", .expression),
      .required("backgrounds", .named(background, 1...most)), procedure,
    ])
}
