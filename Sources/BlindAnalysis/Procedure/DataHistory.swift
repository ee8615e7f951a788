public import Ledger

/// What the ledger knows about some data files, by whichever analysis of the project.
///
/// Files are the same if they lie in the same place, or if the caller finds them to be one file.
public struct DataHistory: Sendable {
  /// A registration of these files, with the number of its entry.
  private let registrations: [(entry: Int, record: RegistrationRecord)]
  /// Freezes of these data under which a box was opened.
  private let openings: [FreezeRecord]
  /// Whether one of the files is one that vaults were made of.
  private let isSealedElsewhere: Bool
  /// Definitions that may be opened although a box was.
  private let amended: Set<Digest>
  private let attempts: [Attempt]

  /// An estimate, an amendment or an opening, of whichever analysis.
  private struct Attempt {
    let analysis: String
    let definition: Digest
    let isOfTheseData: Bool
    let isOpening: Bool
  }

  /// - Parameters:
  ///   - isOneOfThem: Whether a file of an earlier entry is one of the files in question.
  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  public init(in ledger: LedgerHistory, of isOneOfThese: (String) -> Bool) throws {
    let sealed = try SealedFiles(in: ledger)
    func isOneOfThem(_ file: String) -> Bool {
      sealed.relatives(of: file).contains(where: isOneOfThese)
    }
    var registrations: [(entry: Int, record: RegistrationRecord)] = []
    var (freezes, openings) = ([Digest: FreezeRecord](), [FreezeRecord]())
    var (amended, attempts) = (Set<Digest>(), [Attempt]())
    func attempt(_ analysis: String, _ definition: Digest, _ files: [String], opens: Bool = false) {
      let isOfTheseData = files.contains(where: isOneOfThem)
      attempts.append(
        Attempt(
          analysis: analysis, definition: definition, isOfTheseData: isOfTheseData,
          isOpening: opens))
    }
    for entry in ledger.entries {
      switch try ProcedureEvent(reading: entry) {
      case .register(let record) where record.files.contains(where: isOneOfThem):
        registrations.append((entry.sequence, record))
      case .estimate(let record):
        attempt(record.analysis, record.definition, record.data.flatMap(\.files))
      case .amend(let record):
        amended.insert(record.definition)
        attempt(record.analysis, record.definition, record.files)
      case .freeze(let record): freezes[record.digest] = record
      case .unblindBegin(let digest):
        guard let freeze = freezes[digest] else { continue }
        let files = freeze.data.flatMap(\.files)
        attempt(freeze.analysis, freeze.definition, files, opens: true)
        if files.contains(where: isOneOfThem) { openings.append(freeze) }
      default: continue
      }
    }
    (self.registrations, self.openings) = (registrations, openings)
    isSealedElsewhere = sealed.sources.contains(where: isOneOfThese)
    (self.amended, self.attempts) = (amended, attempts)
  }

  /// Refuses a blind region that leaves out something declared blind for these files before.
  ///
  /// Edges that move would reveal the box by subtraction.
  ///
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func admit(_ definition: AnalysisDefinition) throws {
    let now = MaskRecord(of: definition)
    for (entry, earlier) in registrations where earlier.mask != now {
      guard earlier.mask.isHeld(by: definition) else {
        throw Refusal(
          .wouldReveal,
          "the blind region does not hold all of '\(earlier.mask.region)', which '"
            + "\(earlier.analysis)' declared blind for these files (ledger entry #\(entry)); "
            + "a blind region may only grow",
          next: "declare a blind region that contains it, in the same columns")
      }
    }
  }

  /// Refuses a second opening of the same data, by whatever name, unless it was amended.
  ///
  /// - Parameters:
  ///   - definition: Digest of the definition to be opened.
  ///   - freeze: The freeze that may be the opened one; nil before freezing.
  /// - Throws: ``Refusal`` with the status "already unblinded differently".
  public func refuseSecondOpening(of definition: Digest, except freeze: Digest? = nil) throws {
    guard !amended.contains(definition),
      let opened = openings.first(where: { $0.digest != freeze })
    else { return }
    throw Refusal(
      .unblindedDifferently,
      "a box of these data was opened already, by '\(opened.analysis)' under freeze "
        + "\(opened.digest.short); the first result stays",
      next: "na64-blind amend FILE --reason \"…\" allows another, marked as post-unblind")
  }

  /// Refuses to freeze the files from before a sealing: their box would open without the members.
  ///
  /// - Throws: ``Refusal`` with the status "wrong state".
  public func refuseUnsealed() throws {
    guard isSealedElsewhere else { return }
    throw Refusal(
      .wrongState, "these data were sealed; their box opens with the vault only",
      next: "name the open file and the vault in the analysis file, under 'files' and 'vault'")
  }

  /// Whether a box of these data is open, under whichever definition.
  public var isOpened: Bool { !openings.isEmpty }

  /// Whether a box of these data was opened, before this definition was, for another.
  public func wasOpened(before definition: AnalysisDefinition) -> Bool {
    openings.first.map { $0.definition != definition.digest } ?? false
  }

  /// How much later than the first opening of these data, or of this analysis, a definition is: nil
  /// before it and for the opened definition itself, else 1, 2, … by first appearance.
  public func postUnblindNumber(of definition: Digest, in analysis: String) -> Int? {
    let ours = attempts.filter { $0.isOfTheseData || $0.analysis == analysis }
    guard let first = ours.firstIndex(where: \.isOpening), ours[first].definition != definition
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
    let own = registrations.last { $0.record.definition == definition.digest }?.record
    guard let own, own.sealed.count == definition.datasets.count,
      own.sealed.allSatisfy(\.isByQuorum)
    else { return nil }
    return own.sealed.min { $0.required < $1.required }
  }

  /// Blind regions under which this definition's signal box was open to be seen.
  public func regionsThatShowed(_ definition: AnalysisDefinition) -> [SeenRegion] {
    var found: [SeenRegion] = []
    for (_, earlier) in registrations
    where !earlier.mask.covers(definition.signalRegion, of: definition) {
      let seen = SeenRegion(analysis: earlier.analysis, blind: earlier.mask.region)
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
