import BlindAnalysis
import Ledger

extension ProjectFolder {
  /// A folder that the command line names for new files.
  ///
  /// - Throws: ``Refusal`` if there is none, which says how to make it; ``StorageError``.
  static func forNewFiles(at path: String) throws -> ProjectFolder {
    do throws(StorageError) {
      return try ProjectFolder(at: path)
    } catch {
      guard error.reason == .missing else { throw error }
      throw Refusal(
        .cannotWrite, "there is no folder '\(path.printable)'", next: "mkdir -p \(path.shellWord)")
    }
  }
}
