/// Interactions of the beam in the material before the target.
extension Grammar {
  static let upstream = Section(
    name: "upstream interactions",
    keys: [
      .required("model", .text),
      .required("layers", .list(.section(layer), 1...mostPoints)),
      .required("process", process),
      .required("emission", .section(emission)),
      .required("escape", .section(escape)),
      .required("veto miss", .section(factor)),
      .optional("material scale", .section(factor)),
      .optional("on target", .section(factor)),
      .optional("corrections", .named(.section(factor), 1...most)),
      .optional("compare with", .text),
      .optional("use", .choice(DeclaredUpstream.Comparison.Use.allCases.map(\.rawValue))),
    ])

  /// The most layers, and the most angles and positions of a table.
  static let mostPoints = 100

  static let layer = Section(
    name: "a layer",
    keys: [
      .required("name", .text), .required("material", .text), .required("thickness", .quantity),
      .required("position", .quantity), .optional("density", .quantity),
      .optional("radiation length", .quantity), .optional("interaction length", .quantity),
      .optional("source", .text),
    ])

  /// The values of `kind`.
  enum ProcessName {
    static let bremsstrahlung = "hard bremsstrahlung"
    static let electronuclear = "electro-nuclear"
    static let hadronicPhotons = "hadronic photons"
    static let hadronic = "hadronic"
  }

  static let process = Shape.variants(
    key: "kind",
    [
      (
        ProcessName.bremsstrahlung,
        Section(name: "hard bremsstrahlung", keys: [kind, .required("above", .quantity)])
      ),
      (
        ProcessName.electronuclear,
        Section(
          name: "an electro-nuclear process",
          keys: [kind] + photons + [.required("cross section", .section(factor))])
      ),
      (
        ProcessName.hadronicPhotons,
        Section(
          name: "a process of hadronic photons",
          keys: [kind] + photons + [.required("hadronic fraction", .section(factor))])
      ),
      (ProcessName.hadronic, Section(name: "a hadronic process", keys: [kind])),
    ], later: [])

  private static let kind = Key.required("kind", .text)

  private static let photons: [Key] = [
    .optional("photons", .section(factor)), .optional("photons above", .quantity),
    .optional("largest virtuality", .quantity),
  ]

  static let emission = Section(
    name: "'emission'",
    keys: [
      .required("angles", .list(.quantity, 2...mostPoints)),
      .required("weights", .list(.quantity, 2...mostPoints)), .expected("source", .text),
    ])

  static let escape = Section(
    name: "'escape'",
    keys: [
      .required("angles", .list(.quantity, 1...mostPoints)),
      .required("rows", .list(.section(escapeRow), 1...mostPoints)), .expected("source", .text),
    ])

  static let escapeRow = Section(
    name: "a row of 'escape'",
    keys: [
      .required("position", .quantity),
      .optional("probabilities", .list(.quantity, 1...mostPoints)),
      .optional("escaped", .list(.integer(0...1_000_000_000), 1...mostPoints)),
      .optional("simulated", .list(.integer(1...1_000_000_000), 1...mostPoints)),
    ])
}
