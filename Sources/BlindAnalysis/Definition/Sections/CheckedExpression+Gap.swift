extension CheckedExpression {
  /// Whether this region leaves out a part of the quantity between values that it allows.
  ///
  /// Single values that are left out, as by `x != 50 GeV`, are no gap.
  func hasGap(in quantity: CheckedExpression) -> Bool {
    let inner = RegionQuantity.peeled(quantity.tree).inner
    let system = RegionSystem([tree])
    guard let index = system.table.index(of: .value(inner)) else { return false }
    let cells = system.cells[index].cells
    let wide = cells.indices.filter { cells[$0].places != nil && !cells[$0].isEdge }
    let isAllowed = wide.map { cell in
      CellSearch.run(.all(system.formulas), system.cells, fixed: [index: cell]) != .nothing
    }
    guard let first = isAllowed.firstIndex(of: true), let last = isAllowed.lastIndex(of: true)
    else { return false }
    return isAllowed[first...last].contains(false)
  }
}
