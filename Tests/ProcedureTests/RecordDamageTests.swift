import BlindAnalysis
import TestSupport
import Testing

@testable import Ledger

/// Records with a field that is missing or wrong make the ledger invalid (23); nothing traps.
@Suite("Damaged records") struct RecordDamageTests {
  private let folder: TemporaryFolder
  private let project: SampleProject

  init() throws {
    folder = try TemporaryFolder()
    project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
  }

  private static let wrong: [CanonicalValue] = [
    nil, true, 3, -1, 0.5, "", "sha256:0", [], [3], [[:]], [:], ["a": 1],
  ]

  /// Fields without which a freeze record cannot be read.
  private static let needed: Set<[String]> = [
    ["analysis"], ["definition-digest"], ["estimate-digest"], ["data"], ["data", "0", "name"],
    ["data", "0", "files"], ["data", "0", "open-digest"], ["tool"], ["tool", "version"],
    ["tool", "executable-digest"], ["sign-off"], ["sign-off", "required"],
    ["sign-off", "signers"],
  ]

  @Test("a freeze record reads back what it wrote, also through its bytes")
  func roundTrip() throws {
    let freeze = try project.freezeRecord()
    let read = try FreezeRecord(
      reading: CanonicalValue(canonicalBytes: freeze.value.canonicalBytes()))
    #expect(read == freeze)
    #expect(read.analysis == "sample" && read.quorum.required == 1)
    #expect(read.definition == project.definition.digest && read.estimate == project.estimate)
    #expect(read.data == project.open.map(\.record) && read.tool == SampleProject.tool)
    #expect(read.digest == (try Digest(of: read.value, as: .freeze)))
    let indented = try CanonicalValue(parsing: freeze.value.indentedBytes())
    #expect(try FreezeRecord(reading: indented).digest == freeze.digest)
  }

  @Test("a freeze record without a field it needs is refused, without another it is another one")
  func missingField() throws {
    let freeze = try project.freezeRecord()
    for path in freeze.value.paths {
      let damaged = freeze.value.replacing(path, by: nil)
      if Self.needed.contains(path) {
        #expect(refusal { _ = try FreezeRecord(reading: damaged) } == .ledgerInvalid, "\(path)")
      } else {
        #expect(try FreezeRecord(reading: damaged).digest != freeze.digest, "\(path)")
      }
    }
  }

  @Test("a freeze record with a wrong value anywhere is refused or another one, and never traps")
  func wrongField() throws {
    let freeze = try project.freezeRecord()
    for path in freeze.value.paths {
      for value in Self.wrong where freeze.value.value(at: path) != value {
        let damaged = freeze.value.replacing(path, by: value)
        do {
          #expect(try FreezeRecord(reading: damaged).digest != freeze.digest, "\(path)")
        } catch let error as Refusal {
          #expect(error.status == .ledgerInvalid)
        }
      }
    }
  }

  @Test("a freeze that asks for nobody's sign-off is no freeze", arguments: [0, -1, Int.min])
  func nobody(required: Int) throws {
    let damaged = try project.freezeRecord().value
      .replacing(["sign-off", "required"], by: .integer(required))
    #expect(refusal { _ = try FreezeRecord(reading: damaged) } == .ledgerInvalid)
  }

  @Test("an entry of any kind with a wrong or missing field is refused with the journal")
  func entries() throws {
    let freeze = try project.freeze()
    _ = try project.authorise(.open(phrase: freeze.phrase, statement: .sample("statement")))
    try project.append(.unblindEnd(freeze: freeze.digest, result: .sample("result")))
    let entries = try project.journal().ledger.entries
    #expect(entries.map(\.kind).count == 6)
    for entry in entries {
      for path in entry.body.paths where path != ["analysis"] {
        for value in Self.wrong.map(Optional.init) + [nil] {
          let damaged = entry.body.replacing(path, by: value)
          #expect(
            isRefusedOrHarmless(damaged, entry.kind, before: entries), "\(entry.kind) \(path)")
        }
      }
    }
  }

  /// Folds a ledger that ends with an entry that is exchanged.
  private func isRefusedOrHarmless(
    _ body: CanonicalValue, _ kind: String, before entries: [LedgerEntry]
  ) -> Bool {
    let first = entries.prefix { $0.kind != kind }
    let damaged = LedgerEntry(
      sequence: first.count + 1, previous: .sample("previous"),
      draft: LedgerDraft(kind: kind, actor: "mallory", time: SampleProject.clock.now, body: body),
      settledTime: SampleProject.clock.now, followsTornTail: false, digest: .sample("line"))
    do {
      _ = try AnalysisHistory(of: "sample", in: first + [damaged])
      return true
    } catch {
      return (error as? Refusal)?.status == .ledgerInvalid
    }
  }
}

extension CanonicalValue {
  /// The way to each value inside this one.
  fileprivate var paths: [[String]] {
    if let object {
      return object.sorted { $0.key < $1.key }.flatMap { key, value in
        [[key]] + value.paths.map { [key] + $0 }
      }
    }
    return (array ?? []).enumerated().flatMap { index, value in
      [["\(index)"]] + value.paths.map { ["\(index)"] + $0 }
    }
  }

  fileprivate func value(at path: [String]) -> CanonicalValue? {
    guard let first = path.first else { return self }
    let next = array == nil ? self[first] : Int(first).flatMap { self[$0] }
    return next?.value(at: Array(path.dropFirst()))
  }

  /// With another value at a place, or with none.
  fileprivate func replacing(_ path: [String], by value: CanonicalValue?) -> CanonicalValue {
    guard let first = path.first else { return value ?? .null }
    let rest = Array(path.dropFirst())
    if var object {
      object[first] = rest.isEmpty ? value : object[first]?.replacing(rest, by: value)
      return .object(object)
    }
    guard var array, let index = Int(first) else { return self }
    if rest.isEmpty, value == nil {
      array.remove(at: index)
    } else {
      array[index] = array[index].replacing(rest, by: value)
    }
    return .array(array)
  }
}
