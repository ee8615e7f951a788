/// Several conditions over the same rows, brought to common quantities and cells.
struct RegionSystem {
  let formulas: [RegionFormula]
  let table: QuantityTable
  let cells: [RegionCells]

  /// - Parameter finiteColumns: Columns whose other values are quarantined.
  init(_ conditions: [ExpressionTree], finiteColumns: [String] = []) {
    var table = QuantityTable()
    formulas = conditions.map { table.formula($0) }
    let finite = Set(finiteColumns)
    cells = zip(table.quantities, table.sets).map { quantity, sets in
      RegionCells(
        separating: sets, isFinite: quantity.column.map { finite.contains($0) } ?? false)
    }
    self.table = table
  }

  /// True if the condition holds in the whole of this combination of cells.
  func holds(_ formula: RegionFormula, at chosen: [Int]) -> Bool {
    var work = 0
    return formula.value(work: &work) { cells.contains($1, quantity: $0, chosen[$0]) } == true
  }

  /// An example point from the chosen cells.
  func witness(at chosen: [Int?]) -> RegionWitness {
    let parts = zip(table.quantities, zip(cells, chosen)).compactMap { quantity, choice in
      choice.1.map { RegionWitness.Part(quantity, choice.0.cells[$0]) }
    }
    return RegionWitness(parts: parts)
  }
}
