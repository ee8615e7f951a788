import Backgrounds
import BlindAnalysis
import EventData
import Inference
import Ledger
import Report
import Signals

/// A checked analysis with its project, ready for a verb.
struct OpenedAnalysis {
  let file: AnalysisFile
  let definition: AnalysisDefinition
  let project: ProjectFolder
  let environment: CommandEnvironment

  /// - Throws: ``DefinitionError`` with every finding; warnings go to the error stream.
  init(_ path: String, in environment: CommandEnvironment) throws {
    file = try AnalysisFile(path)
    definition = try file.definition()
    project = try ProjectFolder(at: file.projectFolder)
    self.environment = environment
    let warnings = definition.warnings
    if !warnings.diagnostics.isEmpty {
      environment.printError(warnings.rendered + warnings.summary)
    }
  }

  /// The ledger, read and verified now.
  ///
  /// - Throws: ``Refusal`` if a result lies in the project that the ledger does not know.
  func journal() throws -> AnalysisJournal {
    let journal = try AnalysisJournal(
      of: definition.name, in: project, actor: environment.actor, clock: environment.clock)
    let result = resultPath("result.json")
    if journal.history.opened == nil, try project.readIfPresent(result, limit: 1 << 30) != nil {
      throw Refusal(
        .ledgerInvalid, "'\(result)' holds a result that the ledger knows nothing of",
        next: "restore the true \(ProjectFolder.ledgerPath) from version control or a colleague")
    }
    return journal
  }

  /// Opens the data files; reads their headers only.
  func openData() throws -> HeldData {
    try HeldData(opening: definition, folder: file.folder, project: file.projectFolder)
  }

  /// Estimates from the open part.
  func estimate(
    from sample: OpenSample, journal: AnalysisJournal, known: DataHistory
  ) throws -> EstimateRun {
    let estimate = try BlindEstimate(
      definition: definition, open: sample.summaries,
      experiment: CountingExperiment(
        backgrounds: BackgroundTable(
          of: definition, counts: { sample.summaries.count(in: $0, of: $1) },
          events: { sample.events(for: $0) }),
        settings: definition.limit, signal: definition.signalYield))
    let document = try EstimateDocument(
      estimate, grade: Grade(known, of: definition),
      postUnblind: known.postUnblindNumber(of: definition, in: journal.history))
    return EstimateRun(estimate: estimate, document: document)
  }

  /// Reads the open part; an error about a branch is placed in the analysis file.
  func readOpen(_ data: HeldData, sketching visible: VisibleEvents) throws -> OpenSample {
    let progress = ProgressBar(in: environment)
    defer { progress.clear() }
    do {
      return try data.readOpen(sketching: visible, progress: progress.show)
    } catch let error as DataError {
      guard let finding = file.diagnostic(for: error, in: definition) else { throw error }
      environment.printError(finding)
      throw Quiet(status: .badInput)
    }
  }

  /// Where the results of this analysis go, relative to the project.
  func resultPath(_ name: String) -> String { "results/\(definition.name)/\(name)" }

  /// What `status` says now; the data are those that this definition, or the one before it, was
  /// registered with.
  func standing(_ journal: AnalysisJournal) throws -> StandingText {
    let registrations = journal.history.registrations
    let own = registrations.last { $0.definition == definition.digest }
    let files = (own ?? registrations.last)?.files
    let known = try DataHistory(in: journal.ledger) { files?.contains($0) ?? false }
    return StandingText(Standing(journal.history, of: definition, known: known), file: file.path)
  }
}

/// An estimate that has just been made.
struct EstimateRun {
  let estimate: BlindEstimate
  let document: EstimateDocument

  /// What the ledger registers of it.
  var record: EstimateRecord {
    EstimateRecord(
      analysis: estimate.definition.name, definition: estimate.definition.digest,
      data: estimate.open.map(\.record), estimate: document.digest)
  }
}
