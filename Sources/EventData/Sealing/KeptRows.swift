public import BlindAnalysis
public import Ledger

/// Where the rows of vaults come from when a box is opened, or counted again.
public enum SealedRows: Sendable {
  /// From the vaults, with the keys that were released; what the result speaks of is kept.
  case unlocked(by: [StageKey], keepingIn: KeptRowsFolder)
  /// From what the opening kept; the vaults stay shut.
  case kept([KeptRows], in: KeptRowsFolder)
}

/// Where an opening keeps the rows that came out of vaults into its result.
///
/// Those are the events of the signal box and the quarantined rows, with all of their columns;
/// the rest of the blind region stays in the vault.
public struct KeptRowsFolder: Sendable {
  let project: ProjectFolder
  /// Absolute path of the project.
  let root: String
  /// Relative to the project.
  public let path: String
  /// Of the opened result, for whoever opens the file with another program.
  let label: String

  /// - Parameters:
  ///   - path: Relative to the project; the folder exists when rows are written.
  ///   - label: What the result is called.
  public init(_ path: String, in project: ProjectFolder, at root: String, label: String) {
    (self.path, self.project, self.root, self.label) = (path, project, root, label)
  }

  func absolute(_ file: String) -> String { "\(root)/\(file)" }
}

extension HeldData {
  /// The files in which an opening keeps rows, relative to the project.
  public func keptFiles(in folder: KeptRowsFolder) -> [String] {
    datasets.filter { $0.vault != nil }.map { $0.keptFile(in: folder) }
  }
}

extension HeldDataset {
  func keptFile(in folder: KeptRowsFolder) -> String { "\(folder.path)/\(name).\(partSuffix)" }

  /// The rows that an opening kept, as a table like any other.
  ///
  /// - Throws: ``Refusal`` with the status "data changed" for another file than that one.
  func keptTable(
    among kept: [KeptRows], in folder: KeptRowsFolder
  ) throws -> (table: any Table, record: KeptRows) {
    let file = keptFile(in: folder)
    let record = (try? ReadOnlyFile(at: folder.absolute(file)).digest(as: .keptRows)).map {
      KeptRows(dataset: name, file: file, digest: $0)
    }
    guard let record, kept.contains(record) else {
      throw Refusal(
        .dataChanged,
        "'\(file.printable)' is not what the opening kept of the sealed rows of '\(name.printable)'",
        next: "restore it from version control or a colleague")
    }
    return (try openTable(at: folder.absolute(file), tree: partTree), record)
  }
}

/// Collects the rows of a vault that a result speaks of, and writes them beside it.
final class RowKeeper {
  private let columns: [TypedColumn]
  private var values: [[UInt8]]
  private var count = 0

  init(_ columns: [TypedColumn]) {
    self.columns = columns
    values = columns.map { _ in [] }
  }

  /// - Parameter chunk: With the columns copied, in their order.
  func keep(_ rows: some Sequence<Int>, of chunk: RowChunk) {
    for row in rows {
      for (index, column) in columns.enumerated() {
        let start = row * column.type.size
        values[index] += chunk.copies[index][start..<start + column.type.size]
      }
      count += 1
    }
  }

  func write(for dataset: HeldDataset, to folder: KeptRowsFolder) throws -> KeptRows {
    let path = dataset.keptFile(in: folder)
    let file = try NewFile(path, in: folder.project)
    let writer = try dataset.partWriter(
      to: file, named: path, title: "\(dataset.name), \(folder.label)", columns: columns)
    try writer.append(values.map { $0[...] }, count: count)
    try writer.finish()
    let digest = try file.digest(as: .keptRows)
    try file.finish()
    return KeptRows(dataset: dataset.name, file: path, digest: digest)
  }
}

extension RecordType {
  /// The bytes of a file with rows that an opening kept.
  static let keptRows = RecordType("kept-rows")
}
