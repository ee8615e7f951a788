import BlindAnalysis

/// The rows of a dataset by class: the only place that sees raw rows.
///
/// A row that no sink wants is dropped here and not counted, except the quarantined ones, whose
/// number is public because no row that is surely inside the mask is among them.
struct ClassifiedRows: Sendable {
  let tables: [any Table]
  let selection: ColumnSelection
  /// The unit of each selected number; nil for plain numbers.
  let units: [Unit?]
  let classifier: RowClassifier

  /// Reads all tables once.
  ///
  /// - Returns: The number of quarantined rows.
  /// - Throws: ``DataError``, placed after the last visible event; else what a sink throws.
  func read(into sinks: [RowSink], progress: (Int) -> Void = { _ in }) throws -> Int {
    var pass = ClassificationPass(
      classifier: classifier, units: units, sinks: sinks)
    defer { pass.overwriteValues() }
    do {
      for (index, table) in tables.enumerated() {
        let source = try table.rows(selection)
        var batch = source.makeBatch(capacity: RawBatch.usualCapacity)
        defer { batch.overwriteValues() }
        while try pass.next(from: source, into: &batch) {
          progress((100 * index + batch.percentRead) / tables.count)
          try pass.hand(batch, of: table.path)
        }
      }
    } catch {
      // Whether these are known data, and so more is blind, shows in the visible rows before it.
      try? pass.handRemainingOpenRows()
      throw pass.unnamed ?? error
    }
    try pass.finish()
    return pass.quarantined
  }
}

/// One pass over a dataset.
private struct ClassificationPass {
  private let classifier: RowClassifier
  private let units: [Unit?]
  private var sinks: [RowSink]
  private var classes: [RowClass] = []
  /// Whether somebody takes the open rows, which must have names then.
  private let namesEvents: Bool
  private(set) var quarantined = 0
  /// The first open event without a name, as an error for the end of the reading: the events behind
  /// it say too whether these are known data, and so whether this one is blind.
  private(set) var unnamed: DataError?
  /// Identifiers of the last visible row handed out, to place an error for the reader.
  private var lastVisible: [Int64]?

  init(classifier: RowClassifier, units: [Unit?], sinks: [RowSink]) {
    (self.classifier, self.units, self.sinks) = (classifier, units, sinks)
    namesEvents = sinks.contains { $0.wanted == [.open] }
  }

  mutating func next(from source: any RowSource, into batch: inout RawBatch) throws -> Bool {
    do {
      guard try source.nextBatch(into: &batch) else { return false }
    } catch {
      throw placed(error)
    }
    convert(&batch)
    return true
  }

  private func convert(_ batch: inout RawBatch) {
    for (column, unit) in units.enumerated() {
      guard let unit, unit.multiplier != 1 || unit.divisor != 1 else { continue }
      for row in 0..<batch.count {
        batch.numbers[column][row] = unit.canonical(batch.numbers[column][row])
      }
    }
  }

  mutating func hand(_ batch: RawBatch, of path: String) throws {
    try classify(batch)
    if namesEvents { setUnnamedAside(batch, of: path) }
    for index in sinks.indices { try sinks[index].take(batch, classes: classes) }
  }

  private mutating func classify(_ batch: RawBatch) throws {
    classes = try classifier.classify(batch.numbers, count: batch.count)
    for row in 0..<batch.count {
      if !batch.readable[row] { classes[row] = .quarantine }
      if classes[row] == .quarantine { quarantined += 1 }
    }
  }

  private mutating func setUnnamedAside(_ batch: RawBatch, of path: String) {
    var last: Int?
    for row in classes.indices where classes[row] == .open {
      guard !batch.identifierIsWhole[row] else {
        last = row
        continue
      }
      remember(last, of: batch)
      unnamed =
        unnamed
        ?? placed(
          DataError(.damaged, in: path, "has an event whose identifiers are not whole numbers"))
      classes[row] = .quarantine
    }
    remember(last, of: batch)
  }

  private mutating func remember(_ row: Int?, of batch: RawBatch) {
    if let row { lastVisible = batch.identifiers.map { $0[row] } }
  }

  mutating func finish() throws {
    for index in sinks.indices { try sinks[index].flush() }
    if let unnamed { throw unnamed }
  }

  /// Nothing of a blinded row stays in memory that is given back.
  mutating func overwriteValues() {
    for index in sinks.indices { sinks[index].overwriteValues() }
  }

  mutating func handRemainingOpenRows() throws {
    for index in sinks.indices where sinks[index].wanted == [.open] { try sinks[index].flush() }
  }

  private func placed(_ error: DataError) -> DataError {
    guard let lastVisible else { return error }
    return error.placed(afterVisible: lastVisible.map(String.init).joined(separator: ", "))
  }
}
