/// The names that expressions may use.
struct Names {
  var columns: [Column] = []
  var derived: [DerivedQuantity] = []
  var scope = Scope()
  /// Declared, but with a mistake; whoever uses one of these is not reported again.
  var broken: Set<String> = []

  func mentionsBroken(_ text: String) -> Bool { !broken.isDisjoint(with: Self.mentioned(in: text)) }

  /// Everything in a text that could be a name.
  static func mentioned(in text: String) -> Set<String> {
    let words = text.utf8.split { !$0.isNamePart }
    return Set(
      words.filter { $0.first?.isNameStart == true }.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Names that mean something else in an expression.
  static func isReserved(_ name: String) -> Bool {
    Unit(named: name) != nil || Function(rawValue: name) != nil
      || ["in", "and", "or", "not", "true", "false"].contains(name)
  }

  static func isIdentifier(_ name: String) -> Bool {
    name.utf8.count <= 64 && name.utf8.first?.isNameStart == true
      && name.utf8.allSatisfy { $0.isNamePart }
  }
}
