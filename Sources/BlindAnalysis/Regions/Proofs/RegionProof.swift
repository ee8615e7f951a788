/// A condition with the name under which people know it.
public struct NamedRegion: Hashable, Sendable {
  /// As it stands in a sentence: "the side band", "'control'".
  public let name: String
  public let condition: CheckedExpression

  public init(_ name: String, _ condition: CheckedExpression) {
    (self.name, self.condition) = (name, condition)
  }
}

/// What is known about a claim on regions. Nothing but `proven` may be relied upon.
public enum RegionProof: Hashable, Sendable {
  /// True for every row, including rounding and values that are not numbers.
  case proven
  /// Wrong; the reason names a point.
  case refuted(reason: String)
  /// Neither proven nor refuted; the reason says what stands in the way.
  case undecided(reason: String)

  public var isProven: Bool { self == .proven }

  /// For the person who must change a region; nil if there is nothing to change.
  public var reason: String? {
    switch self {
    case .proven: nil
    case .refuted(let reason), .undecided(let reason): reason
    }
  }
}

extension Mask {
  /// Whether every row of the region is blinded (or quarantined) by this mask.
  ///
  /// - Parameter maskName: As it stands in a sentence: "the blind region".
  public func proofOfContaining(_ region: NamedRegion, maskName: String) -> RegionProof {
    let system = RegionSystem(
      [region.condition.tree, outside], finiteColumns: blindingColumns)
    return RegionProof(CellSearch.run(.all(system.formulas), system.cells), in: system) {
      "\($0) lies in \(region.name) but outside \(maskName)"
    }
  }

  /// Whether every row that another mask blinds is blinded (or quarantined) by this one too.
  ///
  /// Both are closed: unlike the region it was made of, a mask holds its edges, and what cannot be
  /// compared.
  ///
  /// - Parameters:
  ///   - name: Of the other mask, as it stands in a sentence.
  ///   - maskName: Of this one: "the blind region".
  public func proofOfContaining(
    _ other: Mask, named name: String, maskName: String
  ) -> RegionProof {
    let system = RegionSystem([other.outside, outside], finiteColumns: blindingColumns)
    let inOther = RegionFormula.not(system.formulas[0])
    let outcome = CellSearch.run(.all([inOther, system.formulas[1]]), system.cells)
    return RegionProof(outcome, in: system) { "\($0) lies in \(name) but outside \(maskName)" }
  }

  /// Whether every row that is inside another mask whatever stands for its NaN is so in this one:
  /// it is blinded there, and would be quarantined here, and so counted.
  func provablyHoldsUnreadable(of other: Mask) -> Bool {
    let system = RegionSystem([other.surelyInside, surelyInside])
    let statement = RegionFormula.all([system.formulas[0], .not(system.formulas[1])])
    return CellSearch.run(statement, system.cells) == .nothing
  }

  /// Whether the region and this mask share nothing but edges.
  ///
  /// An edge is a limit at which both end, on different sides; limits that agree to one part in
  /// 10¹² are one edge. A shared single value, as of `n_hits == 1`, is no edge.
  ///
  /// - Parameter maskName: As it stands in a sentence: "the blind region".
  public func proofOfAvoiding(_ region: NamedRegion, maskName: String) -> RegionProof {
    let system = RegionSystem(
      [region.condition.tree, outside], finiteColumns: blindingColumns)
    let (inRegion, inMask) = (system.formulas[0], RegionFormula.not(system.formulas[1]))
    let outcome = CellSearch.run(.all([inRegion, inMask]), system.cells) {
      !system.isEdge($0, between: inRegion, and: inMask)
    }
    return RegionProof(outcome, in: system) { "\($0) lies in \(region.name) and in \(maskName)" }
  }
}

extension NamedRegion {
  /// Whether no row at all is in both, edges included as far as each of them includes its own.
  func proofOfSharingNothing(with other: NamedRegion) -> RegionProof {
    let system = RegionSystem([condition.tree, other.condition.tree])
    return RegionProof(CellSearch.run(.all(system.formulas), system.cells), in: system) {
      "\($0) lies in \(name) and in \(other.name)"
    }
  }
}

extension CheckedExpression {
  /// True only if no row at all can satisfy this condition; false also if that is not provable.
  public var isProvablyEmpty: Bool {
    let system = RegionSystem([tree])
    return kind == .condition
      && CellSearch.run(.all(system.formulas), system.cells) == .nothing
  }
}

extension RegionProof {
  /// - Parameter sentence: Makes a statement of the words for a point.
  fileprivate init(
    _ outcome: CellSearch.Outcome, in system: RegionSystem, sentence: (String) -> String
  ) {
    switch outcome {
    case .nothing: self = .proven
    case .tooLarge:
      self = .undecided(
        reason: "the regions have too many limits to compare all combinations; simplify them")
    case .found(let chosen):
      let witness = system.witness(at: chosen)
      let statement = sentence(witness.description)
      let rounding = "; the limits differ by rounding only, so write both with the same quantity"
      if witness.isCertain {
        self = .refuted(reason: statement + (witness.isByRounding ? rounding : ""))
      } else {
        self = .undecided(
          reason: "cannot exclude that \(statement); compare the same quantities in both")
      }
    }
  }
}
