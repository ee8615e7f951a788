import BlindAnalysis

/// Tells the rows on spills that are used from the others, by their run and spill numbers.
struct SpillFilter: Sendable {
  let list: SpillList
  private let columns: SpillColumns

  /// - Returns: Nil if the event identifiers hold no run or no spill.
  init?(_ list: SpillList, eventID: [String]) {
    guard let columns = SpillColumns(eventID: eventID) else { return nil }
    (self.list, self.columns) = (list, columns)
  }

  /// Which rows of a chunk are used; all of them if there is no filter.
  static func used(_ chunk: RowChunk, _ filter: SpillFilter?) -> [Bool] {
    guard let filter else { return Array(repeating: true, count: chunk.count) }
    return filter.used(chunk)
  }

  /// A row whose identifiers are no whole numbers stays, whatever the list says: among the open
  /// rows it is an error anyway, and no event of the box may be lost by its broken name.
  private func used(_ chunk: RowChunk) -> [Bool] {
    var (known, isUsed) = (Spill?.none, true)
    return (0..<chunk.count).map { row in
      guard chunk.identifiers(of: row) != nil else { return true }
      let spill = columns.spill(of: row, in: chunk)
      if spill != known { (known, isUsed) = (spill, list.uses(spill)) }
      return isUsed
    }
  }
}

/// The place of run and spill among the event identifiers.
struct SpillColumns: Sendable {
  private let run: Int
  private let spill: Int

  /// - Returns: Nil if the event identifiers hold no run or no spill.
  init?(eventID: [String]) {
    let places = Dataset.spillBranches.compactMap { eventID.firstIndex(of: $0) }
    guard places.count == Dataset.spillBranches.count else { return nil }
    (run, spill) = (places[0], places[1])
  }

  func spill(of row: Int, in chunk: RowChunk) -> Spill {
    Spill(run: chunk.identifiers[run][row], number: chunk.identifiers[spill][row])
  }
}
