/// What a region allows of two quantities, in rectangles that share no more than edges.
///
/// Edges are in canonical units, infinite where the region sets none.
enum RegionPlane {
  typealias Rectangle = (
    first: (lower: Double, upper: Double), second: (lower: Double, upper: Double)
  )

  case rectangles([Rectangle])
  /// The region also limits something that is computed from one of them in a way that cannot be taken
  /// apart.
  case mixed
  /// More limits than are compared.
  case tooManyLimits

  /// The most cells of one quantity.
  fileprivate static let mostCells = 40
}

extension CheckedExpression {
  /// Whether one follows from the other by sums with constants, scaling and the like.
  func isSameQuantity(as other: CheckedExpression) -> Bool {
    RegionQuantity.peeled(tree).inner == RegionQuantity.peeled(other.tree).inner
  }

  /// What this region allows of two quantities, whatever the other ones are.
  ///
  /// - Parameter second: Another quantity than the first.
  func plane(of first: CheckedExpression, _ second: CheckedExpression) -> RegionPlane {
    let (one, other) = (RegionQuantity.peeled(first.tree), RegionQuantity.peeled(second.tree))
    let quantities = [RegionQuantity.value(one.inner), .value(other.inner)]
    let system = RegionSystem([tree])
    let columns = Set(first.columns + second.columns)
    let areApart = system.table.quantities.allSatisfy {
      quantities.contains($0) || $0.columns.isDisjoint(with: columns)
    }
    guard areApart, let x = PlaneAxis(quantities[0], one.steps, in: system),
      let y = PlaneAxis(quantities[1], other.steps, in: system)
    else { return .mixed }
    guard max(x.cells.count, y.cells.count) <= RegionPlane.mostCells else { return .tooManyLimits }
    var allowed = Array(
      repeating: Array(repeating: false, count: y.cells.count), count: x.cells.count)
    for (i, cell) in x.cells.enumerated() {
      for (j, crossing) in y.cells.enumerated() {
        var fixed: [Int: Int] = [:]
        if let index = x.index { fixed[index] = cell }
        if let index = y.index { fixed[index] = crossing }
        switch CellSearch.run(.all(system.formulas), system.cells, fixed: fixed) {
        case .nothing: break
        case .found: allowed[i][j] = true
        case .tooLarge: return .tooManyLimits
        }
      }
    }
    return .rectangles(RegionPlane.rectangles(allowed, x.edges, y.edges))
  }
}

extension RegionPlane {
  /// Neighbouring columns of the same content are one.
  fileprivate static func rectangles(
    _ allowed: [[Bool]], _ x: [Double], _ y: [Double]
  ) -> [Rectangle] {
    var found: [Rectangle] = []
    var start = 0
    for end in 1...allowed.count where end == allowed.count || allowed[end] != allowed[start] {
      found += runs(of: allowed[start]).map { run in
        ((x[start], x[end]), (y[run.lowerBound], y[run.upperBound]))
      }
      start = end
    }
    return found
  }

  private static func runs(of allowed: [Bool]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in allowed.indices where allowed[index] {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}

/// The parts of one quantity in which no comparison of a region changes its truth.
private struct PlaneAxis {
  /// Nil if the region does not limit the quantity.
  let index: Int?
  /// Those with a width, in ascending order of the quantity; one where there is no limit.
  let cells: [Int]
  /// One more than cells, as what lies between two of them has no width.
  let edges: [Double]

  /// - Returns: Nil where two values of the inner quantity mean one, as for `abs`.
  init?(_ quantity: RegionQuantity, _ steps: [RegionStep], in system: RegionSystem) {
    guard !steps.contains(.absolute), !steps.contains(.squareRoot) else { return nil }
    index = system.table.index(of: quantity)
    guard let index else {
      (cells, edges) = ([0], [-.infinity, .infinity])
      return
    }
    let parts = system.cells[index]
    let wide = parts.cells.indices.filter {
      parts.cells[$0].places != nil && !parts.cells[$0].isEdge
    }
    var placed = wide.compactMap { cell in
      parts.closure(of: cell).flatMap { Self.image(of: $0, through: steps) }
        .map { (cell: cell, lower: $0.lower, upper: $0.upper) }
    }
    placed.sort { $0.lower < $1.lower }
    guard let first = placed.first else { return nil }
    cells = placed.map(\.cell)
    edges = [first.lower] + placed.map(\.upper)
  }

  private static func image(
    of range: (lower: Double, upper: Double), through steps: [RegionStep]
  ) -> (lower: Double, upper: Double)? {
    steps.reduce(range) { image, step in
      image.flatMap { step.image(lower: $0.lower, upper: $0.upper) }
    }
  }
}

extension RegionQuantity {
  /// The raw columns that it is made of.
  fileprivate var columns: Set<String> {
    switch self {
    case .value(let tree): Set(tree.columnSet.keys)
    case .order(let left, let right): Set(left.columnSet.keys).union(right.columnSet.keys)
    }
  }
}
