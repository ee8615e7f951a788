extension RegionSystem {
  /// True if two regions only touch in this combination of cells: along one quantity, one of them
  /// ends here and the other begins.
  func isEdge(_ chosen: [Int], between first: RegionFormula, and second: RegionFormula) -> Bool {
    chosen.indices.contains { quantity in
      guard cells[quantity].cells[chosen[quantity]].isEdge else { return false }
      func extends(_ formula: RegionFormula, by step: Int) -> Bool {
        self.extends(formula, from: chosen, along: quantity, by: step)
      }
      return (extends(first, by: -1) && extends(second, by: 1))
        || (extends(first, by: 1) && extends(second, by: -1))
    }
  }

  /// True if the region goes on from an edge to a cell with room in it.
  private func extends(
    _ formula: RegionFormula, from chosen: [Int], along quantity: Int, by step: Int
  ) -> Bool {
    var neighbour = chosen
    neighbour[quantity] += step
    while cells[quantity].cells.indices.contains(neighbour[quantity]) {
      let cell = cells[quantity].cells[neighbour[quantity]]
      guard cell.places != nil, holds(formula, at: neighbour) else { return false }
      if !cell.isEdge { return true }
      neighbour[quantity] += step
    }
    return false
  }
}
