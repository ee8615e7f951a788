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
    for entry in ledger.entries {
      switch try ProcedureEvent(reading: entry) {
      case .register(let record) where record.files.contains(where: isOneOfThem):
        registrations.append((entry.sequence, record))
      case .freeze(let record) where record.data.flatMap(\.files).contains(where: isOneOfThem):
        freezes[record.digest] = record
      case .unblindBegin(let digest): openings += freezes[digest].map { [$0] } ?? []
      default: continue
      }
    }
    (self.registrations, self.openings) = (registrations, openings)
    isSealedElsewhere = sealed.sources.contains(where: isOneOfThese)
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

  /// Refuses a second opening of the same data, by whatever name.
  ///
  /// - Parameter freeze: The freeze that may be the opened one; nil before freezing.
  /// - Throws: ``Refusal`` with the status "already unblinded differently".
  public func refuseSecondOpening(except freeze: Digest? = nil) throws {
    guard let opened = openings.first(where: { $0.digest != freeze }) else { return }
    throw Refusal(
      .unblindedDifferently,
      "a box of these data was opened already, by '\(opened.analysis)' under freeze "
        + "\(opened.digest.short); the first result stays",
      next: "na64-blind status FILE says where an analysis stands")
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

  /// Whether a box of these data was opened, for a definition other than this one.
  public func wasOpened(before definition: AnalysisDefinition) -> Bool {
    openings.contains { $0.definition != definition.digest }
  }

  /// How much later than an opening of these data a definition is: nil, or 1, 2, ….
  public func postUnblindNumber(
    of definition: AnalysisDefinition, in history: AnalysisHistory
  ) -> Int? {
    history.postUnblindNumber(of: definition.digest) ?? (wasOpened(before: definition) ? 1 : nil)
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
