/// What follows from each count, and who has to agree.
extension DefinitionReader {
  mutating func procedure(in fields: Fields) -> [ProcedureStep] {
    guard let node = fields["procedure"] else { return [] }
    let entries = named("procedure", in: fields)
    var steps: [ProcedureStep] = []
    for entry in entries {
      let text = text(entry.value)?.value
      guard let count = ProcedureStep.Count(entry.key) else {
        report(.badCount(entry.key, at: entry.keySpan))
        continue
      }
      if let text { steps.append(ProcedureStep(count: count, text: text)) }
    }
    steps.sort { $0.count.first < $1.count.first }
    if steps.count == entries.count, let gap = gap(in: steps) {
      report(.procedureGap(gap, at: node.span))
    }
    return steps
  }

  /// What is wrong with the covered counts; nil when each is covered once.
  private func gap(in steps: [ProcedureStep]) -> String? {
    for (expected, step) in steps.enumerated() where step.count.first != expected {
      return step.count.first < expected
        ? "'\(step.count)' is covered twice" : "'n = \(expected)' is missing"
    }
    for step in steps.dropLast() {
      if case .atLeast = step.count { return "'\(step.count)' must be the last" }
    }
    if case .exactly(let last)? = steps.last?.count { return "'n >= \(last + 1)' is missing" }
    return nil
  }

  /// One signature is enough unless the file asks for more.
  mutating func signOff(in fields: Fields) -> SignOffPolicy? {
    guard fields["sign-off"] != nil else { return SignOffPolicy(required: 1, signers: nil) }
    guard let section = open("sign-off", in: fields) else { return nil }
    let signers = text("signers", in: section)
    let required = section["required"] == nil ? 1 : integer("required", in: section)
    guard let required else { return nil }
    if required > 1, section["signers"] == nil {
      report(.missingSigners(required, at: section.place(of: "required")))
    }
    return SignOffPolicy(required: required, signers: signers?.value)
  }
}

extension ProcedureStep.Count {
  /// Reads `n = 2` and `n >= 3`, with or without spaces; counts up to 999.
  fileprivate init?(_ text: String) {
    let packed = text.filter { $0 != " " }
    let isOpen = packed.hasPrefix("n>=")
    guard isOpen || packed.hasPrefix("n=") else { return nil }
    let digits = packed.dropFirst(isOpen ? 3 : 2)
    guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0.isDigit }),
      let count = Int(digits)
    else { return nil }
    self = isOpen ? .atLeast(count) : .exactly(count)
  }

  fileprivate var first: Int {
    switch self {
    case .exactly(let count), .atLeast(let count): count
    }
  }
}

extension Diagnostic {
  fileprivate static func badCount(_ key: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "bad-count",
      message: "'\(key.prefix(60))' is no count; expected 'n = 0', 'n = 1', … and 'n >= 3' last",
      span: span)
  }

  fileprivate static func procedureGap(_ gap: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "procedure-gap",
      message: "the procedure must say what follows for every count once: \(gap)", span: span)
  }

  fileprivate static func missingSigners(_ required: Int, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "missing-signers",
      message: "\(required) sign-offs need the key 'signers', a file with the public keys",
      span: span)
  }
}
