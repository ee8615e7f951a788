import BlindAnalysis
import Ledger

/// Tells for each blinded row in which compartment of a vault it is sealed: always one.
struct StageSplitter {
  /// The compartments, that of the signal last.
  let names: [String]
  private let regions: [(compartment: Int, program: ColumnProgram)]
  private let shares: [(compartment: Int, share: EventShare)]

  /// - Parameter columns: The names of the numbers of every chunk, in order.
  init(_ stages: SealedStages, columns: [String]) throws {
    names = stages.names
    var (regions, shares) = ([(Int, ColumnProgram)](), [(Int, EventShare)]())
    for (compartment, part) in stages.parts.enumerated() {
      switch part.rows {
      case .region(let condition):
        regions.append((compartment, try ColumnProgram(condition, columns: columns)))
      case .share(let share): shares.append((compartment, share))
      }
    }
    (self.regions, self.shares) = (regions, shares)
  }

  /// The compartment of each row of a chunk.
  func compartments(of chunk: RowChunk) throws -> [Int] {
    let inside = try regions.map {
      (compartment: $0.compartment, rows: try $0.program.mask(chunk.numbers, count: chunk.count))
    }
    return (0..<chunk.count).map { row in
      inside.first { $0.rows[row] }?.compartment
        ?? shares.first { $0.share.holds(chunk.identifiers(of: row)) }?.compartment
        ?? names.count - 1
    }
  }

  /// The records of a chunk's rows, compartment by compartment, for the caller to overwrite.
  ///
  /// - Parameter records: Of all rows, in their order; overwritten where they are copied.
  func split(_ records: inout [UInt8], of chunk: RowChunk) throws -> [[UInt8]] {
    guard names.count > 1, chunk.count > 0 else { return [records] }
    defer { overwrite(&records) }
    let size = records.count / chunk.count
    let compartments = try compartments(of: chunk)
    var parts = names.map { _ in [UInt8]() }
    for compartment in names.indices {
      // Never moved to other memory, so that nothing is left behind.
      parts[compartment].reserveCapacity(size * compartments.count { $0 == compartment })
    }
    for (row, compartment) in compartments.enumerated() {
      parts[compartment] += records[row * size..<(row + 1) * size]
    }
    return parts
  }
}
