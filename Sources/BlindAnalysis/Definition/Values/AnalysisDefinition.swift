public import Ledger

/// An analysis file that has been read, checked and found right.
///
/// All numbers are in canonical units (GeV, metre, nanosecond, radian). Lists are in the order of
/// the file. A value of this type only comes out of ``init(validating:file:)-([UInt8],_)``.
public struct AnalysisDefinition: Hashable, Sendable {
  /// Letters, digits, `.`, `_` and `-`; names folders. That of a stage before the signal begins with
  /// the name of the analysis, as in `eplus-2023/burn`.
  public let name: String
  public let title: String
  public let beam: Beam
  public let datasets: [Dataset]
  public let columns: [Column]
  public let derived: [DerivedQuantity]
  /// The cut-flow, in its order.
  public let selection: [Cut]
  public let regions: [Region]
  /// One of the regions, provably inside the blind region.
  public let signalRegion: Region
  /// The blind region: what may not be seen before unblinding.
  public let mask: Mask
  public let backgrounds: [Background]
  public let signal: Signal?
  public let limit: LimitSettings
  /// What was seen of the data before, as the file declares; empty for nothing.
  public let seen: [PriorLook]
  /// Empty when the file states none; else every count is covered once, in ascending order.
  public let procedure: [ProcedureStep]
  public let signOff: SignOffPolicy
  /// What this definition opens.
  public let stage: Stage
  /// The definitions of the stages that come before this one, in their order.
  public let earlierStages: [AnalysisDefinition]
  /// How sealed rows are told apart by stages: the same for all stages of a file.
  public let sealedStages: SealedStages
  /// What the reader was not quite happy with.
  public let warnings: DefinitionFindings
  /// Everything that decides a number or the procedure, in canonical units and texts.
  ///
  /// Independent of comments, layout, the order of keys and where the file lies.
  public let canonical: CanonicalValue
  /// The digest of ``canonical``: the same for every way to write the same analysis.
  public let digest: Digest
}

extension AnalysisDefinition {
  /// Whether a report has to say that some of its data are made by a generator.
  public var usesPseudoData: Bool { datasets.contains { $0.kind != .data } }

  /// The columns that selection, regions, mask and backgrounds need, in the order of the file.
  ///
  /// Only these are read from the event files, besides the branches that name events.
  public var requiredColumns: [Column] {
    var needed = Set(mask.blindingColumns)
    for condition in selection.map(\.condition) + regions.map(\.condition) {
      needed.formUnion(condition.columns)
    }
    for variable in backgrounds.flatMap(\.variables) { needed.formUnion(variable.columns) }
    return columns.filter { needed.contains($0.name) }
  }

  /// The definition of a stage, this one or one before it; nil if there is none of that name.
  public func stage(named name: String) -> AnalysisDefinition? {
    (earlierStages + [self]).first { $0.stage.name == name }
  }

  public func region(named name: String) -> Region? { regions.first { $0.name == name } }
}
