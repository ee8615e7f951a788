/// Where the secondaries of upstream interactions go, and which of them are missed.
extension DefinitionReader {
  mutating func emission(_ fields: Fields) -> DeclaredUpstream.Emission? {
    _ = text("source", in: fields)
    let angles = angles(in: fields)
    let weights = numbers("weights", in: fields, .notNegative)
    guard let angles, let weights else { return nil }
    guard angles.count == weights.count else {
      report(.unequalLists("weights", "angles", at: fields.place(of: "weights")))
      return nil
    }
    guard weights.contains(where: { $0 > 0 }) else {
      report(.noEmission(at: fields.place(of: "weights")))
      return nil
    }
    return .init(angles: angles, weights: weights)
  }

  mutating func escapes(_ fields: Fields) -> DeclaredEscapes? {
    _ = text("source", in: fields)
    let angles = angles(in: fields)
    let sections = sections("rows", in: fields)
    guard let angles else { return nil }
    let rows = sections.compactMap { escapeRow($0, angles: angles.count) }
    guard rows.count == fields.count(of: "rows"), !rows.isEmpty else { return nil }
    guard zip(rows, rows.dropFirst()).allSatisfy({ $0.position < $1.position }) else {
      report(.notRising("the positions of 'rows'", at: fields.place(of: "rows")))
      return nil
    }
    let isSimulated = rows.map { if case .simulated = $0.chances { true } else { false } }
    guard Set(isSimulated).count == 1 else {
      report(.mixedEscapes(at: fields.place(of: "rows")))
      return nil
    }
    return DeclaredEscapes(angles: angles, rows: rows)
  }

  private mutating func escapeRow(_ fields: Fields, angles: Int) -> DeclaredEscapes.Row? {
    let simulation = ["escaped", "simulated"]
    let given = simulation.filter { fields[$0] != nil }
    guard (fields["probabilities"] != nil) != (given == simulation),
      fields["probabilities"] == nil || given.isEmpty
    else {
      report(.eitherOr(["probabilities"], simulation, at: fields.span))
      return nil
    }
    let position = quantity("position", in: fields, as: .length)?.value.value
    let chances = given.isEmpty ? declaredChances(fields) : simulatedChances(fields)
    guard let position, let chances else { return nil }
    guard chances.count == angles else {
      report(.unequalLists(given.first ?? "probabilities", "angles", at: fields.span))
      return nil
    }
    return DeclaredEscapes.Row(position: position, chances: chances)
  }

  private mutating func declaredChances(_ fields: Fields) -> DeclaredEscapes.Chances? {
    numbers("probabilities", in: fields, .share).map { .declared($0) }
  }

  private mutating func simulatedChances(_ fields: Fields) -> DeclaredEscapes.Chances? {
    let escaped = integers("escaped", in: fields)
    let total = integers("simulated", in: fields)
    guard let escaped, let total else { return nil }
    guard escaped.count == total.count else {
      report(.unequalLists("simulated", "escaped", at: fields.place(of: "simulated")))
      return nil
    }
    guard zip(escaped, total).allSatisfy({ $0 <= $1 }) else {
      report(.moreEscapedThanSimulated(at: fields.place(of: "escaped")))
      return nil
    }
    return .simulated(escaped: escaped, total: total)
  }

  private mutating func angles(in fields: Fields) -> [Double]? {
    guard let angles = numbers("angles", in: fields, as: .angle, .notNegative) else { return nil }
    guard zip(angles, angles.dropFirst()).allSatisfy({ $0 < $1 }) else {
      report(.notRising("'angles'", at: fields.place(of: "angles")))
      return nil
    }
    return angles
  }

  /// A guess beyond the table would be none of the table's.
  mutating func checkAngles(
    _ emission: DeclaredUpstream.Emission, _ escape: DeclaredEscapes, _ fields: Fields
  ) {
    guard let first = emission.angles.first, let last = emission.angles.last,
      let low = escape.angles.first, let high = escape.angles.last
    else { return }
    if first < low || last > high {
      report(.outsideEscapes("an angle of 'emission'", at: fields.place(of: "emission")))
    }
  }

  mutating func checkPositions(
    _ layers: [DeclaredLayer], _ escape: DeclaredEscapes, _ fields: Fields
  ) {
    guard let low = escape.rows.first?.position, let high = escape.rows.last?.position else {
      return
    }
    for layer in layers where layer.position < low || layer.position > high {
      report(.outsideEscapes("the layer '\(layer.name)'", at: fields.place(of: "layers")))
    }
  }
}

extension DeclaredEscapes.Chances {
  fileprivate var count: Int {
    switch self {
    case .declared(let probabilities): probabilities.count
    case .simulated(let escaped, _): escaped.count
    }
  }
}
