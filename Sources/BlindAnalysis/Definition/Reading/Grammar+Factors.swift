/// Backgrounds made of named factors.
extension Grammar {
  static let factorBackgrounds: [(value: String, section: Section)] = [
    model(
      .controlRegion,
      [
        required("control"), optional("transfer"), optional("simulated box"),
        optional("simulated control"), corrections,
      ]),
    model(.abcd, [required("B"), required("C"), required("D"), required("correlation")]),
    model(
      .dimuons,
      [required("control"), required("escaped"), required("simulated control"), corrections]),
    model(
      .punchThrough,
      [
        optional("on target"), required("hadron fraction"), required("mistag"), optional("leak"),
        optional("interaction length"), .optional("depth", .quantity), corrections,
      ]),
    model(
      .misreconstruction,
      [required("selected"), required("tail"), required("transfer"), corrections]),
    model(.accidentals, [required("exposed"), required("rate"), required("window"), corrections]),
    model(
      .timeSideWindows,
      [
        required("out of time"), required("in-time width"), required("out-of-time width"),
        corrections,
      ]),
    model(
      .factors,
      [
        .required("product", .named(.section(factor), 1...most)),
        .optional("over", .named(.section(factor), 1...most)),
      ]),
  ]

  private static func model(
    _ model: FactorBackground.Model, _ keys: [Key]
  ) -> (value: String, section: Section) {
    let section = Section(
      name: "the model '\(model.rawValue)'", keys: [.required("model", .text)] + keys)
    return (model.rawValue, section)
  }

  private static func required(_ name: String) -> Key { .required(name, .section(factor)) }

  private static func optional(_ name: String) -> Key { .optional(name, .section(factor)) }

  private static let corrections = Key.optional("corrections", .named(.section(factor), 1...most))

  static let factor = Section(
    name: "a factor",
    keys: [
      .optional("name", .text),
      .optional("value", .quantity), .optional("uncertainty", .quantity),
      .optional("constraint", .choice(["log-normal", "gaussian"])),
      .optional("count", .integer(0...1_000_000_000)), .optional("region", .text),
      .optional("scale", .quantity),
      .optional("passed", .integer(0...1_000_000_000)),
      .optional("total", .integer(1...1_000_000_000)),
      .optional("sum of weights", .quantity), .optional("sum of squared weights", .quantity),
      .optional("low", .quantity), .optional("high", .quantity),
      .optional("kind", .choice(DeclaredFactor.Kind.allCases.map(\.rawValue))),
      .optional("source", .text),
    ])
}
