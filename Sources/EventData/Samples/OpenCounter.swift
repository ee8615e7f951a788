import BlindAnalysis

/// Counts the open rows of one dataset through cuts and regions.
final class OpenCounter {
  private let program: SelectionProgram
  private let spills: SpillFilter?
  private var open = 0
  private var onGoodSpills = 0
  private var passed: [Int]
  private var inRegion: [Int]
  /// For each extrapolation, the variable of the events in its region.
  private(set) var values: [[Double]]
  /// The second variable of the same events; empty where there is none.
  private(set) var secondValues: [[Double]]
  private var tally: SpillTally?
  private var plane: PlaneCounter?
  private var digest: OpenDigest

  /// - Parameter plane: Where events are counted for a figure; nil for nowhere.
  init(_ program: SelectionProgram, of dataset: HeldDataset, over plane: OpenPlane?) throws {
    self.plane = try plane.map { try PlaneCounter($0, program) }
    (self.program, digest) = (program, OpenDigest(of: dataset))
    spills = dataset.spills
    tally = SpillTally(
      regions: program.openRegions.count,
      eventID: dataset.rows.selection.identifiers.map(\.branch))
    passed = program.cuts.map { _ in 0 }
    inRegion = program.openRegions.map { _ in 0 }
    values = program.variables.map { _ in [] }
    secondValues = values
  }

  func count(_ chunk: RowChunk) throws {
    digest.update(chunk)
    open += chunk.count
    let used = SpillFilter.used(chunk, spills)
    onGoodSpills += used.count { $0 }
    let selected = try program.selected(chunk, among: used) { passed[$0] += $1 }
    tally?.count(selected: selected.indices.filter { selected[$0] }, of: chunk)
    try plane?.count(selected: selected, of: chunk)
    for (index, region) in program.openRegions.enumerated() {
      let inside = try region.program.mask(chunk.numbers, count: chunk.count)
      let rows = (0..<chunk.count).filter { selected[$0] && inside[$0] }
      inRegion[index] += rows.count
      tally?.count(rows, of: chunk, inRegion: index)
      try collect(rows, of: region.name, from: chunk)
    }
  }

  private func collect(_ rows: [Int], of region: String, from chunk: RowChunk) throws {
    for (index, wanted) in program.variables.enumerated() where wanted.region == region {
      let variable = try wanted.program.values(chunk.numbers, count: chunk.count)
      values[index] += rows.map { variable[$0] }
      guard let second = try wanted.second?.values(chunk.numbers, count: chunk.count) else {
        continue
      }
      secondValues[index] += rows.map { second[$0] }
    }
  }

  /// The plane with the events of this dataset added; nil without one.
  var filledPlane: OpenPlane? { plane?.plane }

  func summary(of dataset: HeldDataset, quarantined: Int) throws -> OpenSummary {
    OpenSummary(
      dataset: dataset.name, files: dataset.files, open: open, quarantined: quarantined,
      goodSpills: spills.map { GoodSpills(list: $0.list.digest, open: onGoodSpills) },
      cutFlow: zip(program.cuts, passed).map { NamedCount(name: $0.name, count: $1) },
      regions: zip(program.openRegions, inRegion).map { NamedCount(name: $0.name, count: $1) },
      spills: tally?.finished, digest: try digest.finished, sealed: dataset.vault?.record)
  }
}

extension SelectionProgram {
  /// Which rows of a chunk pass all cuts.
  ///
  /// - Parameters:
  ///   - used: Which of the rows lie on spills that are used.
  ///   - tally: Called for each cut in order with the number of rows left after it.
  func selected(
    _ chunk: RowChunk, among used: [Bool], tally: (_ cut: Int, _ left: Int) -> Void = { _, _ in }
  ) throws -> [Bool] {
    var selected = used
    for (index, cut) in cuts.enumerated() {
      let passes = try cut.program.mask(chunk.numbers, count: chunk.count)
      var left = 0
      for row in selected.indices {
        selected[row] = selected[row] && passes[row]
        left += selected[row] ? 1 : 0
      }
      tally(index, left)
    }
    return selected
  }
}
