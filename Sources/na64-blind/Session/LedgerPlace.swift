import BlindAnalysis
import Ledger

/// A ledger as it is named on the command line: by a project's folder, by an analysis file in it,
/// or by the file itself, as a colleague sends it.
struct LedgerPlace {
  /// As the user gave it.
  let path: String
  private let folder: ProjectFolder
  /// Relative to the folder.
  private let file: String
  private let isProject: Bool

  /// - Throws: ``Refusal`` if there is no such place.
  init(_ path: String) throws {
    self.path = path
    let (above, name) = AnalysisFile.split(path)
    let isFolder = (try? ProjectFolder(at: path)) != nil
    isProject = Self.isProject(path)
    guard isProject else {
      (folder, file) = (try Self.folder(at: above, for: path), name)
      return
    }
    // A name with a mistake in it must not lead to the ledger of this project.
    if !isFolder { _ = try AnalysisFile(path) }
    let project = AnalysisFile.project(around: isFolder ? path : above)
    (folder, file) = (try Self.folder(at: project, for: path), ProjectFolder.ledgerPath)
  }

  /// Whether a word names a project, by its folder or by an analysis file in it.
  static func isProject(_ path: String) -> Bool {
    (try? ProjectFolder(at: path)) != nil || analysisEndings.contains { path.hasSuffix($0) }
  }

  /// Every other file is a copy of a ledger, whatever it is called.
  private static let analysisEndings = [".yaml", ".yml"]

  /// The ledger, verified; a project without one has no entries.
  ///
  /// - Throws: ``Refusal`` that names the place, with the status of the first fault.
  func history(now: Timestamp) throws -> LedgerHistory {
    guard isProject || isThere else {
      throw Refusal(.badInput, "there is no ledger '\(path.printable)'", next: Self.hint)
    }
    do {
      return try folder.ledger(at: file, now: now)
    } catch {
      let status = ExitStatus(rawValue: error.exitCode) ?? .ledgerInvalid
      throw Refusal(status, "'\(path.printable)': \(error)")
    }
  }

  /// What the project holds that knows an earlier state; nothing beside a copy of a ledger.
  var anchors: [LedgerAnchor] { isProject ? folder.anchors : [] }

  private var isThere: Bool {
    do throws(StorageError) {
      _ = try folder.read(file, limit: 0)
      return true
    } catch {
      return error.reason != .missing
    }
  }

  private static let hint =
    "give the folder of a project, an analysis file in it, or a copy of a ledger.jsonl"

  private static func folder(at folder: String, for path: String) throws -> ProjectFolder {
    do {
      return try ProjectFolder(at: folder)
    } catch {
      throw Refusal(.badInput, "there is no ledger at '\(path.printable)': \(error)", next: hint)
    }
  }
}

/// Anchors as they are given on the command line: checkpoints, or files that hold some.
struct GivenAnchors {
  let anchors: [LedgerAnchor]

  /// - Parameter words: Heads such as `12 sha256:…` in one word or two, and paths of files.
  /// - Throws: ``Refusal`` for a word that is neither.
  init(_ words: [String]) throws {
    var (found, rest) = ([LedgerAnchor](), words[...])
    while let word = rest.popFirst() {
      if word == Checkpoint.mark { continue }
      let pair = [word] + rest.prefix(1)
      if let head = LedgerHead(parsing: word) ?? (try? Checkpoint.all(in: word).first)?.head {
        found.append(LedgerAnchor(source: word, knowledge: .head(head)))
      } else if let head = LedgerHead(parsing: pair.joined(separator: " ")) {
        found.append(LedgerAnchor(source: "\(head)", knowledge: .head(head)))
        rest.removeFirst()
      } else {
        found += try Self.anchors(inFile: word)
      }
    }
    anchors = found
  }

  private static let hint =
    "give a checkpoint in quotes, or a file that holds one"

  private static func anchors(inFile path: String) throws -> [LedgerAnchor] {
    let text = String(decoding: try AnalysisFile.bytes(of: path, next: hint), as: UTF8.self)
    let knowledge: [LedgerAnchor.Knowledge]
    do throws(DamagedCheckpoint) {
      knowledge = try Checkpoint.all(in: text).map { .head($0.head) }
    } catch {
      throw Refusal(
        .badInput, "checkpoint \(error.number) in '\(path)' is damaged",
        next: "it reads '\(Checkpoint.mark) 12 sha256:…', with 64 digits")
    }
    let statement = StatementDigest.first(in: text).map { LedgerAnchor.Knowledge.freeze($0) }
    let found = knowledge + (statement.map { [$0] } ?? [])
    guard !found.isEmpty else {
      throw Refusal(
        .badInput, "'\(path)' holds no checkpoint and is no statement",
        next: "make one: na64-blind ledger checkpoint")
    }
    return found.map { LedgerAnchor(source: path, knowledge: $0) }
  }
}
