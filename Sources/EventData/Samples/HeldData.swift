public import BlindAnalysis
public import Ledger

/// The data of an analysis, opened once: the open part for everybody, the box behind the gate.
public struct HeldData: Sendable {
  let datasets: [HeldDataset]
  private let program: SelectionProgram
  private let project: String

  /// - Parameters:
  ///   - folder: Where the analysis file lies; relative file names start there.
  ///   - project: Absolute path of the project; files inside it are recorded relative to it.
  /// - Throws: ``DataError`` if a file, tree or column is not there or cannot be read, or if a file
  ///   belongs to two datasets; ``DefinitionError`` for a list of spills that is wrong.
  public init(opening definition: AnalysisDefinition, folder: String, project: String) throws {
    self.project = project
    datasets = try definition.datasets.map {
      try HeldDataset(opening: $0, of: definition, folder: folder, project: project)
    }
    try refuseAliases(among: datasets.flatMap { $0.rows.tables.map(\.path) })
    program = try SelectionProgram(
      definition, columns: definition.requiredColumns.map(\.name))
  }

  /// The same files under the mask in force.
  ///
  /// - Throws: ``Refusal`` with the status "would reveal" if a file has not a column that blinds.
  public func under(_ mask: EffectiveMask, of definition: AnalysisDefinition) throws -> HeldData {
    HeldData(
      datasets: try datasets.map { try HeldDataset($0, under: mask, of: definition) },
      program: try SelectionProgram(
        definition, columns: mask.readColumns(for: definition).map(\.name)),
      project: project)
  }

  private init(datasets: [HeldDataset], program: SelectionProgram, project: String) {
    (self.datasets, self.program, self.project) = (datasets, program, project)
  }

  /// Every file, by its place: relative to the project, or absolute outside it.
  public var files: [String] { datasets.flatMap(\.files) }

  /// The datasets, each with its files, in the order of the analysis file.
  public var parts: [DataPart] { datasets.map { DataPart($0, project: project) } }

  /// Whether a file that was recorded earlier is one of these, by its place or by being the same.
  public func holds(_ recorded: String) -> Bool { parts.contains { $0.holds(recorded) } }

  /// Refuses files that the signal reads as well: a rehearsal would open their box.
  ///
  /// - Parameters:
  ///   - others: The datasets of the signal; files of theirs that are not there yet are passed over.
  ///   - folder: Where the analysis file lies.
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func refuseFiles(of others: [Dataset], relativeTo folder: String) throws {
    for other in others {
      let paths = filesThere(other.files, relativeTo: folder)
      guard let shared = paths.first(where: { holds(resolvedPath($0)) }) else { continue }
      throw Refusal(
        .wouldReveal,
        "a rehearsal opens the box of its files, and '\(shared.printable)' is one that "
          + "'\(other.name)' has for the signal",
        next: "rehearse on files of their own, made by a generator")
    }
  }

  /// Reads the open part: cut-flow, region counts, side-band events and digests.
  ///
  /// - Parameters:
  ///   - frame: The plane that a figure shows; nil for no figure.
  ///   - sketches: Takes which events were visible, also when the reading ends in an error.
  ///   - progress: Called with the per cent read; for a terminal only.
  /// - Throws: ``DataError`` for a damaged file.
  public func readOpen(
    over frame: PlaneFrame? = nil, sketching sketches: VisibleEvents = VisibleEvents(),
    progress: @escaping (Int) -> Void = { _ in }
  ) throws -> OpenSample {
    var sample = OpenSample(for: program.variables, over: frame)
    for (index, dataset) in datasets.enumerated() {
      let counter = try OpenCounter(program, of: dataset, over: sample.plane)
      let quarantined = try dataset.rows.read(
        into: [
          RowSink(of: .open, from: dataset.rows.selection) {
            sketches.add($0, of: dataset.name)
            try counter.count($0)
          }
        ]
      ) { progress((100 * index + $0) / datasets.count) }
      try sample.add(counter, of: dataset, quarantined: quarantined)
    }
    return sample
  }

  /// Reads no more than the names of visible events: the columns that blind, and the identifiers.
  ///
  /// - Parameters:
  ///   - mask: The one in force, as for ``under(_:of:)``.
  ///   - sketches: Takes which events were visible, also when the reading ends in an error.
  /// - Throws: ``DataError`` for a damaged file.
  public func readEvents(
    blinding mask: EffectiveMask, sketching sketches: VisibleEvents
  ) throws {
    for dataset in datasets {
      let rows = try dataset.naming(blinding: mask.mask)
      _ = try rows.read(into: [
        RowSink(of: .open, from: rows.selection) { sketches.add($0, of: dataset.name) }
      ])
    }
  }

  /// Reads the names that visible events have by other branches, in the datasets that have these.
  ///
  /// What cannot be read so is passed over: it says nothing of these data as they are used.
  ///
  /// - Parameters:
  ///   - naming: The branches, sorted.
  ///   - mask: The one in force, as for ``under(_:of:)``.
  ///   - sketches: Takes which events were visible.
  public func readEvents(
    named naming: [String], blinding mask: EffectiveMask, sketching sketches: VisibleEvents
  ) {
    for dataset in datasets where dataset.canName(by: naming) {
      guard let rows = try? dataset.naming(by: naming, blinding: mask.mask) else { continue }
      _ = try? rows.read(into: [
        RowSink(of: .open, from: rows.selection) { sketches.add($0, of: dataset.name) }
      ])
    }
  }

  /// What the signal box holds, as a recipe that nobody has followed yet.
  ///
  /// - Parameters:
  ///   - freeze: The frozen analysis under which it may be opened.
  ///   - expected: The open part as frozen; it is checked again in the pass that reads the box.
  ///   - sealed: Where the rows of vaults come from; nil for data without vaults.
  public func box(
    under freeze: Digest, expecting expected: [OpenDataRecord], sealed: SealedRows? = nil
  ) -> Blinded<BoxContent> {
    Blinded(under: freeze) { try readBox(expecting: expected, sealed) }
  }

  private func readBox(
    expecting expected: [OpenDataRecord], _ sealed: SealedRows?
  ) throws -> BoxContent {
    var (events, references, quarantined) = ([DatasetCount](), [EventReference](), 0)
    var kept: [KeptRows] = []
    for dataset in datasets {
      let counter = BoxCounter(
        program, of: dataset, naming: BoxContent.namedEvents - references.count)
      quarantined += try dataset.rows.read(into: counter.sinks(of: dataset.rows.selection))
      if let vault = dataset.vault {
        let part = try dataset.count(vault, sealed, with: counter)
        quarantined += part.quarantined
        kept.append(part.kept)
      }
      guard expected.contains(try counter.openRecord(of: dataset)) else {
        throw Refusal(
          .dataChanged, "the open part of '\(dataset.name)' changed while the box was being read",
          next: "restore the files, then: na64-blind unblind FILE --resume")
      }
      events.append(DatasetCount(dataset: dataset.name, count: counter.events))
      references += counter.references
    }
    return BoxContent(
      events: events, references: references, quarantined: quarantined, kept: kept)
  }
}
