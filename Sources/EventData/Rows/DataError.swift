import Ledger

/// Why a data file cannot be used, told without anything that depends on blinded rows.
///
/// A message names the file, trees, branches and CSV columns: what the header tells. It never holds
/// a row number, a count, a byte offset or a size, since those depend on rows nobody may see.
public struct DataError: Error, Hashable, Sendable {
  /// The case, stable for tests and for the choice of a hint.
  public enum Kind: Hashable, Sendable {
    /// Not there, not allowed, or not a regular file.
    case cannotOpen
    /// A pattern that no file matches, or two paths to one file.
    case filePattern
    /// Neither a ROOT file nor a CSV file with a header.
    case wrongFormat
    /// Truncated, corrupt or contradictory.
    case damaged
    /// Sound, but in a form that this reader does not read.
    case unsupported
    /// No tree of that name; the trees that have a similar one.
    case missingTree(String, nearest: [String])
    /// No column of that name; the columns that have a similar one.
    case missingColumn(String, nearest: [String])
    /// Several columns of that name.
    case ambiguousColumn(String)
    /// Modified by somebody while it was being read.
    case changed
    /// The operating system reports a failure of the device or the network.
    case readFailed
  }

  public let kind: Kind
  /// The path as it was asked for.
  public let file: String
  /// Lower case, without a full stop.
  public let message: String
  /// The last event that may be seen before the failure, as in `run 9001, spill 4, event 77`.
  public let lastVisibleEvent: String?

  init(_ kind: Kind, in file: String, _ message: String, lastVisibleEvent: String? = nil) {
    self.kind = kind
    self.file = file
    self.message = message
    self.lastVisibleEvent = lastVisibleEvent
  }

  /// The same error, placed for the reader after an event that may be seen.
  ///
  /// - Parameter event: The name of a *visible* event; never one taken from a raw batch.
  func placed(afterVisible event: String) -> DataError {
    DataError(kind, in: file, message, lastVisibleEvent: event)
  }
}

extension DataError: CustomStringConvertible {
  public var description: String {
    "\(file.printable): \(message)" + (lastVisibleEvent.map { " (after \($0))" } ?? "")
  }
}
