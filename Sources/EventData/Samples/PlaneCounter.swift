import BlindAnalysis

/// Counts the events of a dataset that pass all cuts, over a plane.
struct PlaneCounter {
  private let x, y: ColumnProgram
  private(set) var plane: OpenPlane

  init(_ plane: OpenPlane, _ program: SelectionProgram) throws {
    self.plane = plane
    (x, y) = (
      try program.compile(plane.frame.x.quantity), try program.compile(plane.frame.y.quantity)
    )
  }

  mutating func count(selected: [Bool], of chunk: RowChunk) throws {
    let (xs, ys) = (
      try x.values(chunk.numbers, count: chunk.count),
      try y.values(chunk.numbers, count: chunk.count)
    )
    for row in selected.indices where selected[row] { plane.count(xs[row], ys[row]) }
  }
}
