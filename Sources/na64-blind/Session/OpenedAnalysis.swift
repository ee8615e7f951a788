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
  func journal() throws -> AnalysisJournal {
    try AnalysisJournal(
      of: definition.name, in: project, actor: environment.actor, clock: environment.clock)
  }

  /// Opens the data and reads their open part, if the blind region may be what it is.
  func estimate(_ journal: AnalysisJournal) throws -> EstimateRun {
    let data = try HeldData(opening: definition, folder: file.folder)
    try MaskRegistry(of: journal.ledger.entries).admit(definition, reading: data.files)
    let sample = try readOpen(data)
    let estimate = try BlindEstimate(
      definition: definition, open: sample.summaries,
      experiment: CountingExperiment(
        backgrounds: BackgroundTable(of: definition) { sample.events(for: $0) },
        settings: definition.limit, signal: definition.signalYield))
    let later = journal.history.postUnblindNumber(of: definition.digest)
    return EstimateRun(
      data: data, estimate: estimate,
      document: try EstimateDocument(estimate, postUnblind: later))
  }

  private func readOpen(_ data: HeldData) throws -> OpenSample {
    let progress = ProgressBar(in: environment)
    defer { progress.clear() }
    do {
      return try data.readOpen(progress: progress.show)
    } catch let error as DataError {
      guard let finding = file.diagnostic(for: error, in: definition) else { throw error }
      environment.printError(finding)
      throw Quiet(status: .badInput)
    }
  }

  /// Where the results of this analysis go, relative to the project.
  func resultPath(_ name: String) -> String { "results/\(definition.name)/\(name)" }

  /// What `status` says now.
  func standing(_ journal: AnalysisJournal) -> StandingText {
    StandingText(Standing(journal.history, of: definition), file: file.path)
  }
}

/// An estimate that has just been made, with the data it was made from still held open.
struct EstimateRun {
  let data: HeldData
  let estimate: BlindEstimate
  let document: EstimateDocument

  /// What the ledger registers of it.
  var record: EstimateRecord {
    EstimateRecord(
      analysis: estimate.definition.name, definition: estimate.definition.digest,
      mask: MaskRecord(of: estimate.definition), data: estimate.open.map(\.record),
      estimate: document.digest)
  }
}
