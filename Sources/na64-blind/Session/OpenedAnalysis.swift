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
  private(set) var environment: CommandEnvironment

  /// - Throws: ``DefinitionError`` with every finding; warnings go to the error stream.
  init(_ arguments: AnalysisArguments, in environment: CommandEnvironment) throws {
    try self.init(
      AnalysisFile(arguments.analysis, stage: arguments.stage), clockNote: arguments.clockNote,
      in: environment)
  }

  /// - Parameter clockNote: Why the clock and the ledger disagree.
  /// - Throws: ``DefinitionError`` with every finding; warnings go to the error stream.
  init(_ file: AnalysisFile, clockNote: String?, in environment: CommandEnvironment) throws {
    self.file = file
    definition = try file.definition()
    project = try ProjectFolder(at: file.projectFolder)
    self.environment = environment
    self.environment.clockNote = clockNote
    let warnings = definition.warnings
    if !warnings.diagnostics.isEmpty {
      environment.printError(warnings.rendered + warnings.summary)
    }
  }

  /// The ledger, read and verified now.
  ///
  /// - Throws: ``Refusal`` if the project holds a statement, freeze or result that the ledger does
  ///   not know.
  func journal() throws -> AnalysisJournal {
    let journal = try AnalysisJournal(
      of: definition.name, in: project, actor: environment.actor, clock: environment.clock,
      clockNote: environment.clockNote)
    for anchor in project.anchors { _ = try anchor.verify(journal.ledger) }
    let result = resultPath("result.json", later: nil)
    if journal.history.opened == nil, journal.history.openings.isEmpty,
      try project.readIfPresent(result, limit: 1 << 30) != nil
    {
      throw Refusal(
        .ledgerInvalid, "'\(result)' holds a result that the ledger knows nothing of",
        next: "restore the true \(ProjectFolder.ledgerPath) from version control or a colleague")
    }
    return journal
  }

  /// Opens the data files; reads their headers only.
  func openData() throws -> HeldData {
    let data = try HeldData(
      opening: definition, folder: file.folder, project: file.projectFolder)
    if definition.stage.isMock {
      try data.refuseFiles(of: file.signalDefinition().datasets, relativeTo: file.folder)
    }
    return data
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
        settings: definition.limit, signal: definition.signalYield,
        share: definition.stage.share.fraction))
    let number = known.postUnblindNumber(of: definition.digest, in: definition.name)
    let document = try EstimateDocument(
      estimate, grade: Grade(known, of: definition), postUnblind: number)
    return EstimateRun(
      estimate: estimate, document: document, postUnblind: number, sample: sample)
  }

  /// Reads the open part.
  ///
  /// - Parameter frame: The plane that a figure shows; nil for no figure.
  func readOpen(
    _ data: HeldData, over frame: PlaneFrame?, sketching visible: VisibleEvents
  ) throws -> OpenSample {
    let progress = ProgressBar(in: environment)
    defer { progress.clear() }
    return try placingErrors {
      try data.readOpen(over: frame, sketching: visible, progress: progress.show)
    }
  }

  /// Places an error about a branch in the analysis file.
  func placingErrors<Value>(_ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as DataError {
      guard let finding = file.diagnostic(for: error, in: definition) else { throw error }
      environment.printError(finding)
      throw Quiet(status: .badInput)
    }
  }

  /// Where the results of this analysis go, relative to the project.
  ///
  /// - Parameter number: The post-unblind number of the definition: its records lie beside those
  ///   of the first, which stay as they are.
  func resultPath(_ name: String, later number: Int?) -> String {
    let folder = "results/\(definition.name)"
    return (number.map { "\(folder)/\(PostUnblind.folder($0))" } ?? folder) + "/\(name)"
  }

  /// Where the rows lie that came out of vaults under a freeze; nil if nothing is sealed.
  func keptRows(under freeze: FreezeRecord) -> KeptRowsFolder? {
    guard !freeze.sealed.isEmpty else { return nil }
    return KeptRowsFolder(
      resultPath("sealed-rows", later: freeze.postUnblind?.number), in: project,
      at: file.projectFolder, label: "opened for \(freeze.analysis), \(freeze.label())")
  }

  /// What `status` says now; the data are those that this definition was registered with, or the
  /// analysis for lack of it, or those that the file names before anything is registered.
  func standing(_ journal: AnalysisJournal) throws -> StandingText {
    let registrations = journal.history.registrations
    let own = registrations.last { $0.definition == definition.digest }
    let files =
      (own ?? registrations.last).map {
        RecordedFiles($0.files, project: file.projectFolder)
      } ?? RecordedFiles(of: definition, relativeTo: file.folder, project: file.projectFolder)
    let known = try DataHistory(in: journal.ledger, of: files.holds).asSeen(by: definition)
    return StandingText(
      Standing(journal.history, of: definition, known: known), file: file.words,
      earlier: try definition.earlierStages.map {
        let history = try AnalysisHistory(of: $0.name, in: journal.ledger.entries)
        return EarlierStanding(
          $0.stage, history.stage(for: $0.digest),
          file: AnalysisFile.words(file.path, stage: $0.stage.name))
      } + removedStages(journal.ledger.entries), releases: releases(journal),
      hasOtherSigners: hasOtherSigners(journal.history))
  }

  /// Whether people who sign now would be refused, for the file that names them.
  private func hasOtherSigners(_ history: AnalysisHistory) -> Bool {
    guard let freeze = history.freeze, freeze.definition == definition.digest,
      history.opened == nil, history.isUnderItsSigners
    else { return false }
    return (try? definition.signOff.quorum(besides: file)) != freeze.quorum
  }

  /// Who released for the freeze in force; nil if it needs no release any more, or its vaults
  /// cannot be looked at.
  private func releases(_ journal: AnalysisJournal) -> ReleaseStanding? {
    guard let freeze = journal.history.freeze, !freeze.sealed.isEmpty,
      freeze.definition == definition.digest, journal.history.opened == nil,
      let vaults = try? HeldVault.all(of: definition, relativeTo: file.folder),
      let required = vaults.map(\.vault.header.required).max()
    else { return nil }
    let post = ReleasePost(of: self, for: .unblind)
    return ReleaseStanding(
      by: post.members(releasing: freeze, to: vaults, journal), required: required)
  }

  /// Stages that were opened before the signal and are not in the file any more.
  private func removedStages(_ entries: [LedgerEntry]) throws -> [EarlierStanding] {
    guard definition.stage.kind == .signal else { return [] }
    return try definition.undeclaredStages(in: entries).compactMap { name in
      guard let stage = StageName(name).stage,
        try !AnalysisHistory(of: name, in: entries).openings.isEmpty
      else { return nil }
      return EarlierStanding(openedAs: stage, file: file.path.shellWord)
    }
  }
}

/// An estimate that has just been made.
struct EstimateRun {
  let estimate: BlindEstimate
  let document: EstimateDocument
  /// Of the definition; nil before the opening.
  let postUnblind: Int?
  /// What it rests on.
  let sample: OpenSample

  /// What the ledger registers of it.
  var record: EstimateRecord {
    EstimateRecord(
      analysis: estimate.definition.name, definition: estimate.definition.digest,
      data: estimate.open.map(\.record), estimate: document.digest)
  }
}
