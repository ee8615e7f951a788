public import BlindAnalysis
public import Ledger

extension HeldData {
  /// Splits every dataset into an open file and a vault; the files that are read stay as they are.
  ///
  /// Each vault gets its name after it was opened once more and proven, and the open file after
  /// that. Two passes are made: the first for the visible rows, whose number decides how much room
  /// there is, the second for the blinded ones, which are never written but sealed.
  ///
  /// - Parameters:
  ///   - mask: What is blind.
  ///   - finished: Called for each dataset when its two files are there.
  /// - Throws: ``DataError``, `VaultError`, `StorageError`; the dataset then has neither file.
  public func seal(
    _ definition: AnalysisDefinition, blinding mask: Mask, as plan: SealingPlan,
    into folder: ProjectFolder, from source: KeySource = .system,
    progress: @escaping (Int) -> Void = { _ in },
    finished: (SealedDataset) throws -> Void
  ) throws {
    for (index, dataset) in datasets.enumerated() {
      let sealing = try DatasetSealing(dataset, of: definition, blinding: mask, as: plan)
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
  private let definition: AnalysisDefinition
  private let plan: SealingPlan
  private let columns: SealedColumns
  private let rows: ClassifiedRows

  init(
    _ dataset: HeldDataset, of definition: AnalysisDefinition, blinding mask: Mask,
    as plan: SealingPlan
  ) throws {
    (self.dataset, self.definition, self.plan) = (dataset, definition, plan)
    columns = try SealedColumns(of: dataset)
    rows = ClassifiedRows(
      tables: dataset.rows.tables, selection: columns.selection, units: columns.units,
      classifier: try RowClassifier(mask, columns: columns.numberNames))
  }

  func run(
    into folder: ProjectFolder, from source: KeySource, progress: @escaping (Int) -> Void
  ) throws -> SealedDataset {
    let (openName, vaultName) = ("\(dataset.name).open.\(suffix)", "\(dataset.name).vault")
    let openFile = try NewFile(openName, in: folder)
    let vaultFile = try NewFile(vaultName, in: folder)
    let visible = try writeOpenPart(to: openFile, named: openName) { progress($0 / 2) }
    let digest = try openFile.digest(as: .openFile)
    let contents = VaultContents(
      dataset: dataset.name, mask: MaskRecord(of: definition), openFile: digest,
      rawData: plan.rawData, columns: columns.columns)
    let capacity = try VaultCapacity(
      recordSize: contents.recordSize, percentOfVisible: plan.room)
    let writer = try VaultWriter(
      VaultPlan(
        contents: contents.canonical, required: plan.required, members: plan.members,
        escrow: plan.escrow,
        stages: [(Self.stage, try capacity.chunks(visibleRows: visible))]),
      to: vaultFile, from: source)
    try writeBlindPart(with: writer) { progress(50 + $0 / 2) }
    try writer.finish()
    try openFile.finish()
    return SealedDataset(
      dataset: dataset.name, openFile: openName, vaultFile: vaultName, openDigest: digest,
      header: writer.header, rawData: plan.rawData, files: dataset.files, visible: visible)
  }

  /// The stage whose rows are sealed.
  static let stage = "signal"

  private var suffix: String { dataset.tree == nil ? "csv" : "root" }

  /// - Returns: How many rows are visible.
  private func writeOpenPart(
    to file: NewFile, named name: String, progress: @escaping (Int) -> Void
  ) throws -> Int {
    let writer: any OpenPartWriter =
      if let tree = dataset.tree {
        try FlatTreeWriter(
          tree: tree.split(separator: "/").last.map(String.init) ?? tree,
          title: "open part of \(dataset.name)", columns: columns.columns, to: file, named: name)
      } else {
        CSVWriter(columns: columns.columns, to: file)
      }
    var visible = 0
    _ = try rows.read(
      into: [
        RowSink(ofAny: [.open, .quarantine], from: rows.selection) { chunk in
          visible += chunk.count
          try writer.append(columns.values(of: chunk), count: chunk.count)
        },
        // Finds open events without a name, and places errors.
        RowSink(of: .open, from: rows.selection) { _ in },
      ], progress: progress)
    try writer.finish()
    return visible
  }

  private func writeBlindPart(
    with writer: VaultWriter, progress: @escaping (Int) -> Void
  ) throws {
    let sizes = columns.columns.map(\.type.size)
    _ = try rows.read(
      into: [
        RowSink(of: .blind, from: rows.selection) { chunk in
          let values = columns.values(of: chunk)
          for row in 0..<chunk.count {
            var record: [UInt8] = [1]
            for (values, size) in zip(values, sizes) {
              let start = values.startIndex + row * size
              record += values[start..<start + size]
            }
            try writer.append(record[...])
          }
        }
      ], progress: progress)
    try writer.endStage()
  }
}
