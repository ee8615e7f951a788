/// The closed range of one quantity that a region allows; open ends are nil.
public struct RegionInterval: Hashable, Sendable {
  /// In the canonical unit; nil if the region sets no lower limit.
  public let lower: Double?
  /// In the canonical unit; nil if the region sets no upper limit.
  public let upper: Double?

  init(lower: Double, upper: Double) {
    self.lower = lower == -.infinity ? nil : lower
    self.upper = upper == .infinity ? nil : upper
  }
}

extension CheckedExpression {
  /// The smallest closed range that holds the quantity for all rows of this region.
  ///
  /// Exact for columns and for what is computed from one column by sums with constants, scaling,
  /// `abs` and `sqrt`. Other quantities are limited only where the region compares the same one.
  ///
  /// - Parameter quantity: A column or a derived name, read as a number.
  /// - Returns: Nil if the region provably allows no number at all.
  public func interval(of quantity: CheckedExpression) -> RegionInterval? {
    let (inner, steps) = RegionQuantity.peeled(quantity.tree)
    let system = RegionSystem([tree])
    guard let index = system.table.index(of: .value(inner)),
      system.cells[index].cells.count <= Self.mostCells
    else { return isProvablyEmpty ? nil : RegionInterval(lower: -.infinity, upper: .infinity) }
    var hull: (lower: Double, upper: Double)?
    for cell in system.cells[index].cells.indices {
      let outcome = CellSearch.run(.all(system.formulas), system.cells, fixed: [index: cell])
      guard outcome != .nothing, let closure = system.cells[index].closure(of: cell),
        let image = Self.image(of: closure, through: steps)
      else { continue }
      hull = hull.map { (min($0.lower, image.lower), max($0.upper, image.upper)) } ?? image
    }
    return hull.map { RegionInterval(lower: $0.lower, upper: $0.upper) }
  }

  /// A region with more limits on one quantity gets no interval, which bounds the work.
  private static let mostCells = 200

  private static func image(
    of range: (lower: Double, upper: Double), through steps: [RegionStep]
  ) -> (lower: Double, upper: Double)? {
    var image: (lower: Double, upper: Double)? = range
    for step in steps { image = image.flatMap { step.image(lower: $0.lower, upper: $0.upper) } }
    return image
  }

  /// The conditions that this region joins by `&&`, without those on the quantity alone.
  ///
  /// Two regions with the same list differ only in the quantity.
  ///
  /// - Returns: Canonical texts, sorted, each once.
  public func conditions(apartFrom quantity: CheckedExpression) -> [String] {
    conditions(apartFrom: [quantity])
  }

  /// The same without those on some quantities, alone or together.
  func conditions(apartFrom quantities: [CheckedExpression]) -> [String] {
    let inner = Set(quantities.map { RegionQuantity.value(RegionQuantity.peeled($0.tree).inner) })
    let parts = if case .all(let parts) = tree { parts } else { [tree] }
    let others = parts.filter { part in
      let used = RegionSystem([part]).table.quantities
      return used.isEmpty || !used.allSatisfy(inner.contains)
    }
    return Set(others.map(\.canonical)).sorted()
  }
}
