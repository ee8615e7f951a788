/// The file that says which spills of a dataset are used.
public struct DeclaredSpillList: Hashable, Sendable {
  public let meaning: SpillList.Meaning
  /// The path as written, relative to the analysis file.
  public let file: String
}
