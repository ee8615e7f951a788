/// A function of the expression language. All of them give NaN if an operand is NaN.
enum Function: String, Hashable, Sendable, CaseIterable {
  case abs, min, max, sqrt, exp, log, pow, hypot

  /// How many operands it takes.
  var operandCounts: ClosedRange<Int> {
    switch self {
    case .abs, .sqrt, .exp, .log: 1...1
    case .pow, .hypot: 2...2
    case .min, .max: 2...16
    }
  }

  /// In words, for messages.
  var operandCountPhrase: String {
    switch self {
    case .abs, .sqrt, .exp, .log: "one operand"
    case .pow, .hypot: "two operands"
    case .min, .max: "2 to 16 operands"
    }
  }

  static let names = allCases.map(\.rawValue).sorted()

  /// The function that a name from C, Python or ROOT stands for.
  static func meant(by name: String) -> Function? {
    let aliases: [String: Function] = [
      "fabs": .abs, "ln": .log, "power": .pow, "fmin": .min, "fmax": .max,
    ]
    return aliases[name] ?? names.nearest(to: name).flatMap(Function.init(rawValue:))
  }
}
