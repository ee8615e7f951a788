public import Ledger

/// The records of an analysis that have a digest.
extension RecordType {
  public static let estimate = RecordType("estimate")
  public static let freeze = RecordType("freeze")
  public static let statement = RecordType("statement")
  public static let quorum = RecordType("signers")
  public static let signersAmendment = RecordType("signers-amendment")
  public static let result = RecordType("result")
  public static let openData = RecordType("open-data")
  public static let openColumn = RecordType("open-column")
  /// The places of the files of a dataset.
  static let knownFiles = RecordType("known-files")
  public static let spillList = RecordType("spill-list")
}
