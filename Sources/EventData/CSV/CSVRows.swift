/// The rows of a CSV file. What a row holds never stops the reading: it is marked instead.
final class CSVRows: RowSource {
  private let file: HeldFile
  private let firstRow: Int
  private let selection: ColumnSelection
  private let parser: CSVRowParser
  private var lines: LineReader
  private var failure: DataError?

  var path: String { file.path }

  init(file: HeldFile, firstRow: Int, selection: ColumnSelection, plan: CSVColumnPlan) {
    (self.file, self.firstRow, self.selection) = (file, firstRow, selection)
    parser = CSVRowParser(plan)
    lines = LineReader(file, from: firstRow)
  }

  func makeBatch(capacity: Int) -> RawBatch { RawBatch(capacity: capacity, selection: selection) }

  func rewind() {
    lines = LineReader(file, from: firstRow)
    failure = nil
  }

  func nextBatch(into batch: inout RawBatch) throws(DataError) -> Bool {
    batch.prepare(for: selection)
    if let failure { throw failure }
    do throws(DataError) {
      try parser.fill(&batch, from: &lines)
    } catch {
      failure = error
      if batch.count == 0 { throw error }
    }
    batch.percentRead = RawBatch.percent(lines.offset, of: file.size)
    if batch.count == 0 { try file.checkUnchanged() }
    return batch.count > 0
  }
}
