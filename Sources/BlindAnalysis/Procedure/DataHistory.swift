public import Ledger

/// What is known about some data: what was declared blind for them, and which boxes were opened.
///
/// In the ledger, files are the same if they lie in the same place, or if the caller finds them to
/// be one file; more can be joined from records outside of the ledger and from equal events.
public struct DataHistory: Sendable {
  /// Every region that was declared blind for these data, oldest first.
  public private(set) var declarations: [DeclaredMask] = []
  public private(set) var openings: [PastOpening] = []
  /// An analysis that read them as measured data; nil if none did.
  public private(set) var measuredBy: String?
  /// What was blind whenever somebody looked at these data, by the analysis that looked.
  private var looks: [Look] = []
  private var registrations: [RegistrationRecord] = []
  /// Whether one of the files is one that a vault was made of, or the open part of such a one.
  public private(set) var isSealed = false
  /// Every file of which that is known.
  private var sealedFiles: Set<String>
  /// Other files of the same measured events, as the ledger records them.
  private var copies: Set<String> = []
  /// An analysis that read as measured what is declared here, and only here, to be generated.
  private(set) var measuredElsewhereBy: String?
  /// Definitions that may be opened although a box was.
  private var amended: Set<Digest> = []
  private var attempts: [Attempt] = []
  /// Definitions with an estimate that was registered once a box of these data was open.
  private var estimatedLate: Set<Digest> = []
  /// The stage that looks, with freezes of other stages that showed none of its events.
  var stageName: StageName?
  var excused: Set<Digest> = []

  /// An estimate, an amendment or an opening, of whichever analysis.
  private struct Attempt {
    let analysis: String
    let definition: Digest
    let isOfTheseData: Bool
    /// Under which the box was opened; nil for less than that.
    let opened: Digest?
  }

  private struct Look {
    let analysis: String
    var blind: [MaskRecord]
    /// Whether something may have been shown, after which a larger mask hides nothing.
    var isOver = false
  }

  /// - Parameters:
  ///   - isOneOfThem: Whether a file of an earlier entry is one of the files in question.
  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  public init(in ledger: LedgerHistory, of isOneOfThese: (String) -> Bool) throws {
    let sealed = try SealedFiles(in: ledger)
    sealedFiles = sealed.all
    func isOneOfThem(_ file: String) -> Bool {
      sealed.relatives(of: file).contains(where: isOneOfThese)
    }
    var freezes: [Digest: FreezeRecord] = [:]
    func attempt(
      _ analysis: String, _ definition: Digest, _ files: [String], opened: Digest? = nil
    ) {
      let isOfTheseData = files.contains(where: isOneOfThem)
      attempts.append(
        Attempt(
          analysis: analysis, definition: definition, isOfTheseData: isOfTheseData,
          opened: opened))
    }
    for entry in ledger.entries {
      switch try ProcedureEvent(reading: entry) {
      case .register(let record) where record.files.contains(where: isOneOfThem):
        declare(record, in: entry)
        if record.files.contains(where: { isOneOfThem($0) && !record.generated.contains($0) }) {
          measuredBy = measuredBy ?? record.analysis
        }
      case .recognise(let record) where record.files.contains(where: isOneOfThem):
        take(record, from: entry)
      case .sketch(let record): endLooks(of: record.analysis)
      case .estimate(let record):
        endLooks(of: record.analysis)
        if !openings.isEmpty { estimatedLate.insert(record.definition) }
        attempt(record.analysis, record.definition, record.data.flatMap(\.files))
      case .amend(let record):
        amended.insert(record.definition)
        attempt(record.analysis, record.definition, record.files)
      case .freeze(let record): freezes[record.digest] = record
      case .unblindBegin(let digest):
        guard let freeze = freezes[digest] else { continue }
        let files = freeze.data.flatMap(\.files)
        attempt(freeze.analysis, freeze.definition, files, opened: digest)
        if files.contains(where: isOneOfThem) { openings.append(PastOpening(freeze)) }
      default: continue
      }
    }
    isSealed = sealedFiles.contains(where: isOneOfThese)
  }

  private mutating func declare(_ record: RegistrationRecord, in entry: LedgerEntry) {
    declarations.append(
      DeclaredMask(
        record.mask, from: MaskOrigin(.ledger, analysis: record.analysis, entry: entry.sequence)))
    registrations.append(record)
    looks.append(Look(analysis: record.analysis, blind: declarations.map(\.mask)))
  }

  private mutating func endLooks(of analysis: String) {
    for index in looks.indices where looks[index].analysis == analysis {
      looks[index].isOver = true
    }
  }

  /// Such a note stands in the ledger before anything is shown, so the last look had its mask.
  private mutating func take(_ record: RecognitionRecord, from entry: LedgerEntry) {
    let masks = record.declarations.map { declared in
      DeclaredMask(
        declared.mask,
        from: MaskOrigin(record.source, analysis: declared.analysis, entry: entry.sequence))
    }
    declarations += masks
    if record.isSealed { sealedFiles.formUnion(record.files) }
    switch record.source {
    case .policy, .vault: break
    default: addLooks(record.declarations)
    }
    for index in looks.indices where looks[index].analysis == record.analysis {
      if !looks[index].isOver { looks[index].blind += masks.map(\.mask) }
    }
    openings += record.openings
    attempts += record.openings.filter(\.isCertain).map {
      Attempt(
        analysis: $0.analysis, definition: $0.definition, isOfTheseData: true, opened: $0.freeze)
    }
  }

  /// Who declared something elsewhere had declared there what stands before it.
  private mutating func addLooks(_ elsewhere: [KnownData.Declaration]) {
    for (index, declared) in elsewhere.enumerated() {
      let look = Look(
        analysis: declared.analysis, blind: elsewhere[...index].map(\.mask), isOver: true)
      looks.insert(look, at: 0)
    }
  }
}

// MARK: Joining

extension DataHistory {
  /// The data as an analysis declares them now.
  public struct Subject: Sendable {
    public let analysis: String
    /// Where they are: relative to the project, or absolute outside it.
    public let files: [String]
    /// Whether all of them are declared to be made by a generator.
    public let isGenerated: Bool
    /// Whether their blinded rows lie in a vault that the analysis names.
    public let hasVault: Bool

    public init(analysis: String, files: [String], isGenerated: Bool, hasVault: Bool = false) {
      (self.analysis, self.files) = (analysis, files)
      (self.isGenerated, self.hasVault) = (isGenerated, hasVault)
    }
  }

  /// Joins a record that lies beside the files or names them.
  ///
  /// Made again, generated data may be opened again, so openings of them elsewhere bind nobody.
  ///
  /// - Returns: What the ledger does not know of it; nil if nothing.
  public mutating func join(
    _ known: KnownData, by source: MaskOrigin.Source, to subject: Subject
  ) -> RecognitionRecord? {
    noteMeasured(by: known, subject)
    return join(
      known.declarations, isGenerated(subject) ? [] : known.openings, isSealed: known.isSealed,
      by: source, to: subject)
  }

  private mutating func noteMeasured(by known: KnownData, _ subject: Subject) {
    guard !known.isGenerated, let analysis = known.declarations.first?.analysis else { return }
    measuredBy = measuredBy ?? analysis
    if isGenerated(subject) { measuredElsewhereBy = measuredElsewhereBy ?? analysis }
  }

  /// What was measured once in this project is not generated since it is called so.
  private func isGenerated(_ subject: Subject) -> Bool {
    subject.isGenerated
      && !registrations.contains { record in
        subject.files.contains { record.files.contains($0) && !record.generated.contains($0) }
      }
  }

  /// Whether a file that was recorded earlier holds the same measured events under another name.
  public func isCopy(_ file: String) -> Bool { copies.contains(file) }

  /// Joins what is known about data with the same events.
  ///
  /// - Parameters:
  ///   - samples: The visible events of the data as they were read now.
  ///   - registry: What the user's other projects have read.
  /// - Returns: What the ledger does not know of it.
  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  public mutating func recognise(
    _ samples: [SketchRecord], in ledger: LedgerHistory, _ registry: [KnownData],
    as subject: Subject
  ) throws -> [RecognitionRecord] {
    var found: [RecognitionRecord?] = []
    for entry in ledger.entries {
      guard case .sketch(let record) = try ProcedureEvent(reading: entry) else { continue }
      let known = KnownData(
        try DataHistory(in: ledger, of: record.files.contains), at: record.files,
        isGenerated: record.isGenerated, sketch: record.sketch, eventID: record.eventID)
      found += samples.map { join(known, with: $0, by: .events, to: subject) }
    }
    for known in registry {
      found += samples.map { join(known, with: $0, by: .registry, to: subject) }
    }
    return found.compactMap(\.self)
  }

  /// By what other readings have named events, so that a copy is known by the names that it had.
  ///
  /// One number alone, as that of the event, is the same in too many data to tell them apart.
  ///
  /// - Returns: Lists of branches, each and all of them sorted.
  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  public static func namings(
    in ledger: LedgerHistory, _ registry: [KnownData]
  ) throws -> [[String]] {
    var found = Set(registry.map(\.eventID))
    for entry in ledger.entries {
      guard case .sketch(let record) = try ProcedureEvent(reading: entry) else { continue }
      found.insert(record.eventID)
    }
    return found.filter { $0.count > 1 }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private mutating func join(
    _ known: KnownData, with sample: SketchRecord, by source: MaskOrigin.Source,
    to subject: Subject
  ) -> RecognitionRecord? {
    guard let sketch = known.sketch,
      sample.isOfSameData(as: sketch, generated: known.isGenerated)
    else { return nil }
    noteMeasured(by: known, subject)
    let isCertain = !known.isGenerated && !isGenerated(subject)
    if isCertain { copies.formUnion(known.files) }
    return join(
      known.declarations, known.openings.map { $0.withCertainty(isCertain) },
      isSealed: isCertain && known.isSealed, by: source, to: subject)
  }

  /// Joins what a policy of the project, or a vault, declares blind.
  ///
  /// - Parameters:
  ///   - file: The name of the policy or the vault.
  ///   - source: Which of the two it is.
  /// - Returns: What the ledger does not know of it; nil if nothing.
  public mutating func join(
    _ masks: [MaskRecord], of file: String, by source: MaskOrigin.Source, to subject: Subject
  ) -> RecognitionRecord? {
    join(
      masks.map { KnownData.Declaration(analysis: file, mask: $0) }, [], isSealed: false,
      by: source, to: subject)
  }

  private mutating func join(
    _ declared: [KnownData.Declaration], _ opened: [PastOpening], isSealed: Bool,
    by source: MaskOrigin.Source, to subject: Subject
  ) -> RecognitionRecord? {
    let isNewlySealed =
      isSealed && !subject.hasVault && !sealedFiles.isSuperset(of: subject.files)
    let new = declared.filter { new in !declarations.contains { $0.mask == new.mask } }
    // What was uncertain so far may have become certain.
    let newOpenings = opened.filter { new in
      !openings.contains { $0.freeze == new.freeze && ($0.isCertain || !new.isCertain) }
    }
    guard !new.isEmpty || !newOpenings.isEmpty || isNewlySealed else { return nil }
    if isNewlySealed { sealedFiles.formUnion(subject.files) }
    declarations += new.map {
      DeclaredMask($0.mask, from: MaskOrigin(source, analysis: $0.analysis))
    }
    openings += newOpenings
    return RecognitionRecord(
      analysis: subject.analysis, files: subject.files, source: source, declarations: new,
      openings: newOpenings, isSealed: isNewlySealed)
  }
}

// MARK: What follows from it

extension DataHistory {
  /// Refuses a second opening of the same data, by whatever name, unless it was amended.
  ///
  /// - Parameters:
  ///   - definition: Digest of the definition to be opened.
  ///   - freeze: The freeze that may be the opened one; nil before freezing.
  /// - Throws: ``Refusal`` with the status "already unblinded differently".
  public func refuseSecondOpening(of definition: Digest, except freeze: Digest? = nil) throws {
    guard !amended.contains(definition),
      let opened = bindingOpenings.first(where: { $0.freeze != freeze })
    else { return }
    throw Refusal(
      .unblindedDifferently,
      "a box of these data was opened already, by '\(opened.analysis.printable)' under freeze "
        + "\(opened.freeze.short); the first result stays",
      next: "to allow another, marked as post-unblind: na64-blind amend FILE --reason \"…\"")
  }

  /// Whether an estimate of a definition says that a box of these data was open before it.
  func isEstimatedLate(_ definition: Digest) -> Bool { estimatedLate.contains(definition) }

  /// Whether a box of these data is open, under whichever definition.
  public var isOpened: Bool { !bindingOpenings.isEmpty }

  /// Whether a box of these data was opened, before this definition was, for another.
  public func wasOpened(before definition: AnalysisDefinition) -> Bool {
    openings.first { !excused.contains($0.freeze) }.map { $0.definition != definition.digest }
      ?? false
  }

  /// How much later than the first opening of these data, or of this analysis, a definition is: nil
  /// before it and for the opened definition itself, else 1, 2, … by first appearance.
  public func postUnblindNumber(of definition: Digest, in analysis: String) -> Int? {
    let ours = attempts.filter {
      ($0.isOfTheseData || $0.analysis == analysis)
        && !isOfAnotherStage($0.analysis, opened: $0.opened)
    }
    guard let first = ours.firstIndex(where: { $0.opened != nil }),
      ours[first].definition != definition
    else { return nil }
    var later: [Digest] = []
    for attempt in ours[first...] where attempt.definition != ours[first].definition {
      if !later.contains(attempt.definition) { later.append(attempt.definition) }
    }
    return (later.firstIndex(of: definition) ?? later.count) + 1
  }

  /// The vault that the fewest open, if the blinded rows of every dataset lie in vaults that no
  /// single person opens.
  func weakestVault(of definition: AnalysisDefinition) -> SealedRecord? {
    let own = registrations.last { $0.definition == definition.digest }
    guard let own, own.sealed.count == definition.datasets.count,
      own.sealed.allSatisfy(\.isByQuorum)
    else { return nil }
    return own.sealed.min { $0.required < $1.required }
  }

  /// Blind regions under which this definition's signal box was open to be seen.
  public func regionsThatShowed(_ definition: AnalysisDefinition) -> [SeenRegion] {
    var found: [SeenRegion] = []
    for look in looks {
      guard let blind = Mask.union(of: look.blind, over: definition) else { continue }
      let proof = blind.proofOfContaining(
        NamedRegion(definition.signalRegion.name, definition.signalRegion.condition),
        maskName: "the earlier blind region")
      guard !proof.isProven else { continue }
      let seen = SeenRegion(analysis: look.analysis, blind: blind.canonical)
      if !found.contains(seen) { found.append(seen) }
    }
    return found
  }
}

/// An earlier look at data that are blind now.
public struct SeenRegion: Hashable, Sendable {
  public let analysis: String
  /// What was blind then.
  public let blind: String

  public var canonical: CanonicalValue {
    ["analysis": .string(analysis), "blind-then": .string(blind)]
  }
}
