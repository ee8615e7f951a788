import BlindAnalysis
import EventData
import Inference
import Ledger
import Report

/// Makes every number of an analysis again and compares it with what was recorded; writes nothing.
struct Reproduction {
  private let analysis: OpenedAnalysis
  private let journal: AnalysisJournal
  private let inForce: DataInForce
  /// Why another program than that of the freeze may be used.
  private let toolNote: String?
  /// The newest estimate of this definition.
  private let registered: EstimateRecord

  /// - Throws: ``Refusal`` if this definition was never estimated, or its data may not be read.
  init(of analysis: OpenedAnalysis, toolNote: String?) throws {
    (self.analysis, self.toolNote) = (analysis, toolNote)
    journal = try analysis.journal()
    inForce = try DataInForce(of: analysis, journal)
    guard let registered = journal.history.estimate(of: analysis.definition.digest) else {
      throw Refusal(
        .wrongState,
        "this definition has no estimate in the ledger, so there is nothing to compare",
        next: "na64-blind estimate \(analysis.file.words)")
    }
    self.registered = registered
  }

  /// - Throws: ``Refusal`` with "data changed" for other inputs and "tool mismatch" for another
  ///   program that no note explains.
  func run() throws -> ReproductionText {
    let program = try programNote()
    let number = inForce.known.postUnblindNumber(
      of: analysis.definition.digest, in: analysis.definition.name)
    let recorded = try record("estimate.json", later: number)
    guard try EstimateDocument.digest(of: recorded) == registered.estimate else {
      throw notOfTheLedger("estimate.json", "the ledger registered")
    }
    var reading = inForce
    let sample = try reading.read()
    let run = try analysis.estimate(from: sample, journal: journal, known: reading.known)
    try checkInputs(recorded, run)
    let estimate = DocumentComparison(
      of: "estimate.json", recorded: recorded, rebuilt: try reread(run.document.bytes()))
    let result = try compareResult(run, later: number)
    return ReproductionText(
      "Reproduction of \(analysis.definition.name), "
        + (result?.label ?? "definition \(analysis.definition.digest.short), the box stays shut"),
      of: analysis.definition, standing: try analysis.standing(journal),
      notes: [program] + sealedNote,
      comparisons: [estimate] + (result.map { [$0.comparison] } ?? []))
  }

  private var opening: FinishedOpening? {
    journal.history.opening(of: analysis.definition.digest)
  }

  private var sealedNote: [String] {
    guard let opening, !opening.freeze.sealed.isEmpty else { return [] }
    return [
      "sealed rows: those that the opening kept beside the result; the vault stays shut, so that it "
        + "held no more of them is as the opening found it"
    ]
  }

  // MARK: Inputs

  /// The freeze that fixed the program of this definition, if there is one.
  private var freeze: FreezeRecord? {
    if let opening { return opening.freeze }
    let freeze = journal.history.freeze
    return freeze?.definition == analysis.definition.digest ? freeze : nil
  }

  private func programNote() throws -> String {
    guard let freeze else { return "program: not fixed before a freeze" }
    let now = try analysis.environment.tool()
    guard now != freeze.tool else { return "program: the one of the freeze, \(now.version)" }
    guard let toolNote else {
      throw Refusal(
        .toolMismatch, "this is not the program that the freeze was made with",
        next: "use version \(freeze.tool.version) as built then, or say why: "
          + "na64-blind reproduce \(analysis.file.words) --tool-note \"…\"")
    }
    return "program: ANOTHER than that of the freeze, \(now.version) instead of "
      + "\(freeze.tool.version): \(toolNote.printable)"
  }

  /// Refuses open data or lists of spills that are not those of the record.
  private func checkInputs(_ recorded: CanonicalValue, _ run: EstimateRun) throws {
    let before = (recorded["data"]?.array ?? []).map(DatasetInputs.init)
    let now = (run.document.value["data"]?.array ?? []).map(DatasetInputs.init)
    guard before != now else { return }
    let changed = now.first { !before.contains($0) } ?? before.first { !now.contains($0) }
    throw Refusal(
      .dataChanged,
      "the open data or list of spills of '\(changed?.name.printable ?? "")' are not those that "
        + "the record was made from",
      next: "restore the files, or make a new record: na64-blind estimate \(analysis.file.words)")
  }

  private func record(_ name: String, later number: Int?) throws -> CanonicalValue {
    let path = analysis.resultPath(name, later: number)
    guard let bytes = try analysis.project.readIfPresent(path, limit: 16 << 20),
      let value = try? CanonicalValue(parsing: bytes)
    else {
      throw Refusal(
        .dataChanged, "'\(path)' is missing or cannot be read, so there is nothing to compare",
        next: "restore it from version control or a colleague")
    }
    return value
  }

  // MARK: The opened box

  /// Counts again what is open already under this very definition; nil if it is shut.
  private func compareResult(
    _ run: EstimateRun, later number: Int?
  ) throws -> (label: String, comparison: DocumentComparison)? {
    guard let opening else { return nil }
    let recorded = try record("result.json", later: number)
    guard try Digest(of: recorded, as: .result) == opening.result else {
      throw notOfTheLedger("result.json", "the ledger recorded at the opening")
    }
    let gate = UnblindingGate(journal)
    let key = try gate.authoriseRecount(
      of: analysis.definition.digest, data: run.estimate.open.map(\.record),
      toolNote: recorded["tool-note"]?.string)
    let sealed = analysis.keptRows(under: opening.freeze).map {
      SealedRows.kept(ResultDocument.keptRows(in: recorded), in: $0)
    }
    let box = try inForce.data.box(
      under: opening.freeze.digest, expecting: run.estimate.open.map(\.record), sealed: sealed
    ).open(with: key)
    let rebuilt = try OpenedResult(
      run.estimate, box: box, freeze: opening.freeze,
      grade: Grade(inForce.known, of: analysis.definition, after: journal.history),
      signedBy: opening.signOffs.filter { $0.signed != nil }.map(\.signer))
    let comparison = DocumentComparison(
      of: "result.json", recorded: recorded, rebuilt: try reread(rebuilt.document.bytes()))
    return ("\(box.label)", comparison)
  }

  private func notOfTheLedger(_ name: String, _ what: String) -> Refusal {
    Refusal(
      .dataChanged, "'\(name)' is not the one that \(what)",
      next: "restore it from version control or a colleague")
  }

  /// As it would be read from the file, so that the same number has the same type.
  private func reread(_ bytes: [UInt8]) throws -> CanonicalValue {
    do {
      return try CanonicalValue(parsing: bytes)
    } catch {
      throw Refusal(
        .internalError, "a document that was just made cannot be read: \(error.message)")
    }
  }
}

/// What a dataset was read from, as an estimate records it.
private struct DatasetInputs: Hashable {
  let name: String
  private let digests: [String?]

  init(_ value: CanonicalValue) {
    name = value["name"]?.string ?? ""
    digests = [
      value["open-digest"]?.string, value["good-spills"]?["list-digest"]?.string,
    ]
  }
}
