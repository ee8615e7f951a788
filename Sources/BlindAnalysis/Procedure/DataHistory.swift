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
    func isOneOfThem(_ file: String) -> Bool {
      sealed.relatives(of: file).contains(where: isOneOfThese)
    }
    var freezes: [Digest: FreezeRecord] = [:]
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
      case .estimate(let record): endLooks(of: record.analysis)
      case .freeze(let record) where record.data.flatMap(\.files).contains(where: isOneOfThem):
        freezes[record.digest] = record
      case .unblindBegin(let digest): openings += freezes[digest].map { [PastOpening($0)] } ?? []
      default: continue
      }
    }
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
    if record.source != .policy { addLooks(record.declarations) }
    for index in looks.indices where looks[index].analysis == record.analysis {
      if !looks[index].isOver { looks[index].blind += masks.map(\.mask) }
    }
    openings += record.openings
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

    public init(analysis: String, files: [String], isGenerated: Bool) {
      (self.analysis, self.files, self.isGenerated) = (analysis, files, isGenerated)
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
    if !known.isGenerated { measuredBy = measuredBy ?? known.declarations.first?.analysis }
    return join(
      known.declarations, subject.isGenerated ? [] : known.openings, by: source, to: subject)
  }

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
        isGenerated: record.isGenerated, sketch: record.sketch)
      found += samples.map { join(known, with: $0, by: .events, to: subject) }
    }
    for known in registry {
      found += samples.map { join(known, with: $0, by: .registry, to: subject) }
    }
    return found.compactMap(\.self)
  }

  private mutating func join(
    _ known: KnownData, with sample: SketchRecord, by source: MaskOrigin.Source,
    to subject: Subject
  ) -> RecognitionRecord? {
    guard let sketch = known.sketch,
      sample.isOfSameData(as: sketch, generated: known.isGenerated)
    else { return nil }
    if !known.isGenerated { measuredBy = measuredBy ?? known.declarations.first?.analysis }
    let isCertain = !known.isGenerated && !sample.isGenerated
    return join(
      known.declarations, known.openings.map { $0.withCertainty(isCertain) }, by: source,
      to: subject)
  }

  /// Joins what a policy of the project declares blind.
  ///
  /// - Returns: What the ledger does not know of it; nil if nothing.
  public mutating func join(
    policy masks: [MaskRecord], of file: String, to subject: Subject
  ) -> RecognitionRecord? {
    join(
      masks.map { KnownData.Declaration(analysis: file, mask: $0) }, [], by: .policy, to: subject)
  }

  private mutating func join(
    _ declared: [KnownData.Declaration], _ opened: [PastOpening], by source: MaskOrigin.Source,
    to subject: Subject
  ) -> RecognitionRecord? {
    let new = declared.filter { new in !declarations.contains { $0.mask == new.mask } }
    let newOpenings = opened.filter { new in !openings.contains { $0.freeze == new.freeze } }
    guard !new.isEmpty || !newOpenings.isEmpty else { return nil }
    declarations += new.map {
      DeclaredMask($0.mask, from: MaskOrigin(source, analysis: $0.analysis))
    }
    openings += newOpenings
    return RecognitionRecord(
      analysis: subject.analysis, files: subject.files, source: source, declarations: new,
      openings: newOpenings)
  }
}

// MARK: What follows from it

extension DataHistory {
  /// Refuses a second opening of the same data, by whatever name.
  ///
  /// - Parameter freeze: The freeze that may be the opened one; nil before freezing.
  /// - Throws: ``Refusal`` with the status "already unblinded differently".
  public func refuseSecondOpening(except freeze: Digest? = nil) throws {
    guard let opened = openings.first(where: { $0.isCertain && $0.freeze != freeze }) else {
      return
    }
    throw Refusal(
      .unblindedDifferently,
      "a box of these data was opened already, by '\(opened.analysis.printable)' under freeze "
        + "\(opened.freeze.short); the first result stays",
      next: "na64-blind status FILE says where an analysis stands")
  }

  /// Whether a box of these data was opened, for a definition other than this one.
  public func wasOpened(before definition: AnalysisDefinition) -> Bool {
    openings.contains { $0.definition != definition.digest }
  }

  /// How much later than an opening of these data a definition is: nil, or 1, 2, ….
  public func postUnblindNumber(
    of definition: AnalysisDefinition, in history: AnalysisHistory
  ) -> Int? {
    let wasOpened = openings.contains { $0.isCertain && $0.definition != definition.digest }
    return history.postUnblindNumber(of: definition.digest) ?? (wasOpened ? 1 : nil)
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
