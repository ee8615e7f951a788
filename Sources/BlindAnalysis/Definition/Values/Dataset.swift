/// Event files that were taken, or made, under the same conditions.
public struct Dataset: Hashable, Sendable {
  public let name: String
  public let kind: Kind
  /// Paths or glob patterns as written, relative to the analysis file.
  public let files: [String]
  public let format: Format
  /// Particles on target, above zero.
  public let exposure: DeclaredNumber
  /// The branches that name an event, one to four.
  public let eventID: [String]
  /// Which of its spills are used; all of them if nil.
  public let spills: DeclaredSpillList?
  /// Branches that only simulated events have; empty for data.
  public let truth: [String]
  /// The vault with the blinded rows, relative to the analysis file; nil if none are sealed.
  public let vault: String?
  /// Where the analysis file lists the files.
  public let span: SourceSpan

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case data
    /// Made by a generator; every report says so.
    case pseudoData = "pseudo-data"
    /// Simulated collisions, whose files tell the truth; every report says so.
    case simulation
  }

  public enum Format: Hashable, Sendable {
    /// With the name of the `TTree`.
    case root(tree: String)
    /// With a header line.
    case csv
  }
}

extension Dataset {
  /// The nuisance parameter behind the particles on target, common to backgrounds and signal.
  public static let exposureName = "particles on target"

  /// The branches of ``eventID`` that name a spill.
  package static let spillBranches = ["run", "spill"]
}
