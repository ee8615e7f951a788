public import BlindAnalysis
public import Ledger

extension HeldData {
  /// Splits every dataset into an open file and a vault; the files that are read stay as they are.
  ///
  /// Each vault gets its name after it was opened once more and proven, and the open file after
  /// that. The vault is begun when the open file is whole, as it holds its digest and its room
  /// depends on the visible rows; the blinded rows wait in memory, or are read once more if they are
  /// many. They are never written but sealed.
  ///
  /// - Parameters:
  ///   - mask: What is blind; the header of the vault says so.
  ///   - finished: Called for each dataset when its two files are there.
  /// - Throws: ``DataError``, `VaultError`, `StorageError`; the dataset then has neither file.
  public func seal(
    blinding mask: EffectiveMask, as plan: SealingPlan, into folder: ProjectFolder,
    from source: KeySource = .system,
    progress: @escaping (Int) -> Void = { _ in },
    finished: (SealedDataset) throws -> Void
  ) throws {
    for (index, dataset) in datasets.enumerated() {
      let sealing = try DatasetSealing(dataset, blinding: mask, as: plan)
      let sealed = try sealing.run(into: folder, from: source) { percent in
        progress((100 * index + percent) / datasets.count)
      }
      try finished(sealed)
    }
  }
}

/// One dataset on its way into two files.
struct DatasetSealing {
  private let dataset: HeldDataset
  private let mask: MaskRecord
  private let plan: SealingPlan
  private let columns: SealedColumns
  private let rows: ClassifiedRows
  private let splitter: StageSplitter

  init(_ dataset: HeldDataset, blinding mask: EffectiveMask, as plan: SealingPlan) throws {
    let dataset = try HeldDataset(dataset, reading: plan.columns, blinding: mask.mask)
    (self.dataset, self.mask, self.plan) = (dataset, mask.record, plan)
    columns = try SealedColumns(of: dataset)
    rows = ClassifiedRows(
      tables: dataset.rows.tables, selection: columns.selection, units: columns.units,
      classifier: try RowClassifier(mask.mask, columns: columns.numberNames))
    splitter = try StageSplitter(plan.stages, columns: columns.numberNames)
  }

  func run(
    into folder: ProjectFolder, from source: KeySource, progress: @escaping (Int) -> Void
  ) throws -> SealedDataset {
    let (openName, vaultName) = (
      "\(dataset.name).open.\(dataset.partSuffix)", "\(dataset.name).vault"
    )
    let openFile = try NewFile(openName, in: folder)
    let vaultFile = try NewFile(vaultName, in: folder)
    let compartments = splitter.names.count
    let waiting = splitter.names.map { _ in
      WaitingRows(upTo: WaitingRows.mostBytes / compartments)
    }
    let visible = try writeOpenPart(to: openFile, named: openName, waiting) { progress($0 / 2) }
    let digest = try openFile.digest(as: .openFile)
    let contents = VaultContents(
      dataset: dataset.name, mask: mask, openFile: digest,
      rawData: plan.rawData, columns: columns.columns,
      stages: plan.stages.canonical(naming: rows.selection.identifiers.map(\.branch)))
    let capacity = try VaultCapacity(
      recordSize: contents.recordSize, percentOfVisible: plan.room)
    let chunks = try capacity.chunks(visibleRows: visible, compartments: compartments)
    let writer = try VaultWriter(
      VaultPlan(
        contents: contents.canonical, required: plan.required, members: plan.members,
        escrow: plan.escrow, stages: splitter.names.map { (name: $0, chunks: chunks) }),
      to: vaultFile, from: source)
    for (compartment, rows) in waiting.enumerated() {
      if try !rows.hand(to: writer) {
        try write(compartment, with: writer) {
          progress(50 + (50 * compartment + $0 / 2) / compartments)
        }
      }
      try writer.endStage()
    }
    try writer.finish()
    try openFile.finish()
    return SealedDataset(
      dataset: dataset.name, openFile: openName, vaultFile: vaultName, openDigest: digest,
      header: writer.header, rawData: plan.rawData, files: dataset.files, visible: visible)
  }

  /// - Parameter waiting: Takes the blinded rows of each compartment, as long as they are few.
  /// - Returns: How many rows are visible.
  private func writeOpenPart(
    to file: NewFile, named name: String, _ waiting: [WaitingRows],
    progress: @escaping (Int) -> Void
  ) throws -> Int {
    let writer = try dataset.partWriter(
      to: file, named: name, title: "open part of \(dataset.name)", columns: columns.columns)
    var visible = 0
    _ = try rows.read(
      into: [
        RowSink(ofAny: [.open, .quarantine], from: rows.selection) { chunk in
          visible += chunk.count
          try writer.append(columns.values(of: chunk), count: chunk.count)
        },
        // Finds open events without a name, and places errors.
        RowSink(of: .open, from: ColumnSelection(numbers: [], identifiers: [])) { _ in },
        RowSink(of: .blind, from: rows.selection) { chunk in
          var parts = try parts(of: chunk)
          for (compartment, rows) in waiting.enumerated() { rows.take(&parts[compartment]) }
        },
      ], progress: progress)
    try writer.finish()
    return visible
  }

  /// Reads the rows of a compartment once more.
  private func write(
    _ compartment: Int, with writer: VaultWriter, progress: @escaping (Int) -> Void
  ) throws {
    _ = try rows.read(
      into: [
        RowSink(of: .blind, from: rows.selection) { chunk in
          var parts = try parts(of: chunk)
          defer { for index in parts.indices { overwrite(&parts[index]) } }
          try writer.append(parts[compartment][...])
        }
      ], progress: progress)
  }

  /// The records of blinded rows, compartment by compartment.
  private func parts(of chunk: RowChunk) throws -> [[UInt8]] {
    var records = sealedRecords(
      columns.values(of: chunk), count: chunk.count, of: columns.columns)
    return try splitter.split(&records, of: chunk)
  }
}
