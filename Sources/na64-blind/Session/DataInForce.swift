import BlindAnalysis
import EventData
import Ledger

/// The data of an analysis under the mask in force, with what is known about them.
///
/// Nothing of a reading leaves ``read()`` before it is certain that no more of the data has to be
/// blind: if their events show that they are known, they are read again under the larger mask.
struct DataInForce {
  private let analysis: OpenedAnalysis
  private let journal: AnalysisJournal
  /// Under the mask of the analysis file alone; only their headers are read so.
  private let declared: HeldData
  private let registry: [KnownData]
  private(set) var known: DataHistory
  private(set) var mask: EffectiveMask
  /// Under ``mask``.
  private(set) var data: HeldData
  /// The freeze that opened the box of this very definition: its mask is that of its data alone.
  private var opened: FreezeRecord? {
    journal.history.freezeThatOpened(analysis.definition.digest)
  }
  /// What the ledger does not know yet.
  private(set) var recovered: [RecognitionRecord] = []
  /// The visible events of each dataset, after a complete reading.
  private(set) var sketches: [SketchRecord] = []

  /// Opens the files and joins what is known of them by their places; reads no row.
  ///
  /// - Throws: ``Refusal`` if a region of the definition reaches into the mask, if the data lack
  ///   a column that blinds, or if known data are declared as simulated.
  init(of analysis: OpenedAnalysis, _ journal: AnalysisJournal) throws {
    (self.analysis, self.journal) = (analysis, journal)
    declared = try analysis.openData()
    known = try DataHistory(in: journal.ledger, of: declared.holds)
      .asSeen(by: analysis.definition)
    registry = try analysis.store.registered()
    recovered = try Self.join(&known, analysis, declared, registry)
    mask = try EffectiveMask(of: analysis.definition, known: known, journal.history)
    data = declared
    try apply(mask)
  }

  private static func join(
    _ known: inout DataHistory, _ analysis: OpenedAnalysis, _ data: HeldData,
    _ registry: [KnownData]
  ) throws -> [RecognitionRecord] {
    var found: [RecognitionRecord?] = []
    for part in data.parts {
      let subject = analysis.subject(part)
      for record in try analysis.store.beside(part.places) {
        found.append(known.join(record, by: .sidecar, to: subject))
      }
      for record in registry where record.files.contains(where: part.holds) {
        found.append(known.join(record, by: .registry, to: subject))
      }
      let policy = try analysis.policy()
      found.append(known.join(policy, of: BlindingPolicy.file, by: .policy, to: subject))
      if let vault = part.vault, vault.mask != MaskRecord(of: analysis.definition) {
        found.append(known.join([vault.mask], of: vault.fileName, by: .vault, to: subject))
      }
    }
    return found.compactMap(\.self)
  }

  private mutating func apply(_ mask: EffectiveMask) throws {
    try analysis.definition.refuseAsSimulation(known)
    try mask.checkRegions(of: analysis.definition)
    self.mask = mask
    data = try declared.under(mask, of: analysis.definition)
  }

  /// Reads the open part.
  ///
  /// - Parameter frame: The plane that a figure shows; nil for no figure.
  /// - Throws: ``Refusal`` with the status "data changed" for other data than those that the box of
  ///   this definition was opened with: what others declared blind for them is not in its mask.
  mutating func read(over frame: PlaneFrame? = nil) throws -> OpenSample {
    let sample = try recognised { [analysis] data, _, visible in
      try analysis.readOpen(data, over: frame, sketching: visible)
    }
    if let opened, opened.data.map(\.openDigest) != sample.summaries.map(\.digest) {
      throw Self.areOthers(than: opened)
    }
    return sample
  }

  private static func areOthers(than opened: FreezeRecord) -> Refusal {
    Refusal(
      .dataChanged,
      "these are not the open data that the box was opened with, under freeze "
        + opened.digest.short,
      next: "restore the files; other data are another analysis, with a name of its own")
  }

  /// Reads no more than it takes to tell which data these are and what of them is blind.
  mutating func recognise() throws {
    try recognised { [analysis] data, mask, visible in
      try analysis.placingErrors { try data.readEvents(blinding: mask, sketching: visible) }
    }
  }

  private mutating func recognised<Sample>(
    _ read: (HeldData, EffectiveMask, VisibleEvents) throws -> Sample
  ) throws -> Sample {
    var visible = VisibleEvents()
    var sample: Sample?
    do {
      sample = try read(data, mask, visible)
    } catch {
      // The error is placed after an event that may be blind under a larger mask.
      if let opened, (error as? DataError)?.lastVisibleEvent != nil {
        throw Self.areOthers(than: opened)
      }
      guard try recognise(visible) else { throw error }
    }
    if try sample == nil || recognise(visible) {
      visible = VisibleEvents()
      sample = nil
    }
    let final = try sample ?? read(data, mask, visible)
    sketches = records(of: visible)
    return final
  }

  /// Whether the events show that more has to be blind.
  private mutating func recognise(_ visible: VisibleEvents) throws -> Bool {
    let otherwise = try otherwiseNamed()
    for (part, record) in zip(declared.parts, records(of: visible)) {
      let samples = [record] + otherwise.map { self.record(of: part, named: $0, $1) }
      recovered += try known.recognise(
        samples, in: journal.ledger, registry, as: analysis.subject(part))
    }
    let joined = try EffectiveMask(of: analysis.definition, known: known, journal.history)
    let isLarger = joined.mask != mask.mask
    try apply(joined)
    return isLarger
  }

  /// A copy may name its events by other branches than the data it is of.
  private func otherwiseNamed() throws -> [(naming: [String], visible: VisibleEvents)] {
    try DataHistory.namings(in: journal.ledger, registry).map { naming in
      let visible = VisibleEvents()
      data.readEvents(named: naming, blinding: mask, sketching: visible)
      return (naming, visible)
    }
  }

  private func records(of visible: VisibleEvents) -> [SketchRecord] {
    declared.parts.map { record(of: $0, named: $0.eventID, visible) }
  }

  private func record(
    of part: DataPart, named eventID: [String], _ visible: VisibleEvents
  ) -> SketchRecord {
    SketchRecord(
      analysis: analysis.definition.name, dataset: part.dataset, files: part.files,
      isGenerated: part.isGenerated, eventID: eventID, sketch: visible.sketch(of: part.dataset))
  }

  /// Two measured datasets each that have visible events of the same names, by which they are
  /// probably the same events; after a complete reading.
  var namesakes: [(String, String)] {
    let measured = sketches.filter { !$0.isGenerated }
    return measured.indices.flatMap { index in
      measured[..<index].filter { $0.sketch.sharesEvents(with: measured[index].sketch) }
        .map { ($0.dataset, measured[index].dataset) }
    }
  }

  /// What of the visible events the ledger cannot recognise yet, for data that will be read again.
  func newSketches(in ledger: LedgerHistory) throws -> [SketchRecord] {
    try sketches.filter { try !$0.isKnown(in: ledger) }
  }

  /// Whether a file that was recorded earlier is one of these, or holds the same measured events;
  /// after a complete reading.
  func holds(_ file: String) -> Bool { data.holds(file) || known.isCopy(file) }

  /// Keeps what the ledger says about the data where other projects find it.
  func remember(_ ledger: LedgerHistory) throws {
    for part in declared.parts { try remember(part, at: part.places, ledger) }
  }

  /// Keeps it for the open part that was made of a dataset, too.
  ///
  /// - Parameter openFile: Absolute place.
  func remember(_ dataset: String, sealedInto openFile: String, _ ledger: LedgerHistory) throws {
    for part in declared.parts where part.dataset == dataset {
      try remember(part, at: [openFile], ledger)
    }
  }

  private func remember(
    _ part: DataPart, at places: [String], _ ledger: LedgerHistory
  ) throws {
    let history = try DataHistory(in: ledger, of: part.holds)
    let sketch = sketches.first { $0.dataset == part.dataset && !$0.sketch.isEmpty }?.sketch
    analysis.store.remember(
      KnownData(
        history, at: places, isGenerated: history.measuredBy == nil,
        isSealed: part.vault != nil, sketch: sketch, eventID: part.eventID))
  }

  /// Refuses to freeze sealed data without their vault: the files from before would open without
  /// the members, and the open part alone has an empty box.
  ///
  /// - Throws: ``Refusal`` with the status "wrong state".
  func refuseUnsealed() throws {
    for part in declared.parts where part.vault == nil {
      let isSealed =
        try DataHistory(in: journal.ledger, of: part.holds).isSealed
        || recovered.contains { $0.isSealed && $0.files == part.files }
      guard isSealed else { continue }
      throw Refusal(
        .wrongState, "these data were sealed; their box opens with the vault only",
        next: "name the open file and the vault in the analysis file, under 'files' and 'vault'")
    }
  }

  /// Refuses an opening under another mask than that of the freeze.
  func check(against freeze: FreezeRecord) throws {
    let frozen = try EffectiveMask(frozen: freeze, of: analysis.definition)
    guard frozen.mask != mask.mask else { return }
    let new = mask.parts.first { part in !frozen.parts.contains { $0.record == part.record } }
    throw Refusal(
      .dataChanged,
      "more of these data is blind than when the analysis was frozen"
        + (new.map { ": '\($0.region)' by \($0.origin)" } ?? ""),
      next: "take the freeze back and estimate again: "
        + "na64-blind unfreeze \(analysis.file.words) --reason \"…\"")
  }
}

extension OpenedAnalysis {
  fileprivate func subject(_ part: DataPart) -> DataHistory.Subject {
    DataHistory.Subject(
      analysis: definition.name, files: part.files, isGenerated: part.isGenerated,
      hasVault: part.vault != nil)
  }

  /// Records outside of the project.
  fileprivate var store: KnownDataStore { KnownDataStore(registry: environment.stateFolder) }

  /// What the project declares blind for all of its analyses.
  ///
  /// - Throws: ``DefinitionError`` with every finding.
  fileprivate func policy() throws -> [MaskRecord] {
    guard let bytes = try project.readIfPresent(BlindingPolicy.file, limit: 1 << 20) else {
      return []
    }
    return try BlindingPolicy(validating: bytes, file: BlindingPolicy.file).masks
  }
}
