import BlindAnalysis

/// Counts visible events spill by spill.
struct SpillTally {
  private let columns: SpillColumns
  private let regions: Int
  private var places: [Spill: Int] = [:]
  /// For each spill what was selected, then what of it is in each region.
  private var counts: [[Int]] = []

  /// - Returns: Nil if the event identifiers hold no run or no spill.
  init?(regions: Int, eventID: [String]) {
    guard let columns = SpillColumns(eventID: eventID) else { return nil }
    (self.columns, self.regions) = (columns, regions)
  }

  mutating func count(selected rows: [Int], of chunk: RowChunk) { count(rows, of: chunk, as: 0) }

  /// - Parameter rows: Some of the selected ones.
  mutating func count(_ rows: [Int], of chunk: RowChunk, inRegion region: Int) {
    count(rows, of: chunk, as: region + 1)
  }

  private mutating func count(_ rows: [Int], of chunk: RowChunk, as kind: Int) {
    var (known, place) = (Spill?.none, 0)
    for row in rows {
      let spill = columns.spill(of: row, in: chunk)
      if spill != known { (known, place) = (spill, self.place(of: spill)) }
      counts[place][kind] += 1
    }
  }

  private mutating func place(of spill: Spill) -> Int {
    if let place = places[spill] { return place }
    places[spill] = counts.count
    counts.append(Array(repeating: 0, count: regions + 1))
    return counts.count - 1
  }

  /// By run and spill.
  var finished: [SpillCount] {
    places.sorted { $0.key < $1.key }.map { spill, place in
      SpillCount(
        spill: spill, selected: counts[place][0], inRegions: Array(counts[place].dropFirst()))
    }
  }
}
