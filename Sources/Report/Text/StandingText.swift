public import BlindAnalysis
public import Ledger

/// Where an analysis stands, as lines for people and as a document for scripts.
public struct StandingText {
  private let standing: Standing
  private let file: String
  private let earlier: [EarlierStanding]
  private let releases: ReleaseStanding?
  private let hasOtherSigners: Bool

  /// - Parameters:
  ///   - file: The analysis file as it was given, with its stage, for the command to type next.
  ///   - earlier: The stages that come before this one.
  ///   - releases: Of the vaults that a freeze opens; nil if nothing is sealed.
  ///   - hasOtherSigners: Whether the file of signers is not that of the freeze in force.
  public init(
    _ standing: Standing, file: String, earlier: [EarlierStanding] = [],
    releases: ReleaseStanding? = nil, hasOtherSigners: Bool = false
  ) {
    (self.standing, self.file, self.earlier) = (standing, file, earlier)
    (self.releases, self.hasOtherSigners) = (releases, hasOtherSigners)
  }

  public var lines: [String] {
    [
      "\(standing.analysis): \(standing.stage.rawValue)",
      "  \(standing.meaning)",
    ] + stages + signatures + otherSigners + (releases?.lines ?? []) + late + openings + maskLines
      + gradeLines
      + nextLine
  }

  /// The mask in force; nil if a part of it cannot be read by this version.
  var mask: EffectiveMask? { standing.mask }

  /// What is blind, and by whom.
  private var maskLines: [String] {
    guard let mask = standing.mask else {
      return ["Blind region in force: a part of it cannot be read by this version"]
    }
    var table = TextTable([.left, .left])
    for part in mask.parts { table.add(part.region, "by \(part.origin)") }
    return ["Blind region in force, which may only grow:"] + table.lines()
  }

  /// What is blind by others, where somebody did not ask; nothing if it is the file alone.
  var joinedMaskLines: [String] {
    (standing.mask?.parts.count ?? 1) > 1 ? [""] + maskLines : []
  }

  /// The stages that come before, each to be opened by itself.
  private var stages: [String] {
    guard !earlier.isEmpty else { return [] }
    var table = TextTable([.left, .left, .left])
    for standing in earlier {
      table.add(standing.name, standing.state.rawValue, standing.what)
    }
    return ["Stages before this one:"] + table.lines()
  }

  /// Who signed and who did not, where signatures are asked for.
  private var signatures: [String] {
    var table = TextTable([.left, .left, .left])
    for standing in standing.signers {
      table.add(
        standing.signer.name, standing.signed.map { "signed \($0)" } ?? "not signed",
        standing.signer.term)
    }
    return table.lines() + standing.board.amendmentLines
  }

  private var otherSigners: [String] {
    hasOtherSigners ? ["  the file of signers is not the frozen one; it has no effect now"] : []
  }

  var grade: Grade { standing.grade }

  /// The grade, which every report carries.
  var gradeLines: [String] { standing.grade.lines }

  var nextLine: [String] { command.map { ["Next: \($0)"] } ?? [] }

  var late: [String] {
    standing.postUnblindNumber.map {
      ["\(PostUnblind.label($0)): the box of these data was open before this definition was frozen"]
    } ?? []
  }

  private var openings: [String] {
    standing.openings.map { "Opened: \($0.freeze.label()), result \($0.result.short)" }
  }

  private var command: String? {
    let waiting = earlier.first { $0.state != .unblinded }
    if let waiting, standing.stage == .estimated { return "na64-blind status \(waiting.file)" }
    guard var next = standing.next else { return nil }
    if next == "unblind --sign-off", let missing = releases?.next { next = missing }
    if hasOtherSigners, next == "sign" || next == "unblind --sign-off" { next = "signers" }
    let words = next.split(separator: " ", maxSplits: 1).map(String.init)
    return (["na64-blind", words[0], file] + words.dropFirst()).joined(separator: " ")
  }

  public var document: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "schema": "na64-blind/status/1", "analysis": .string(standing.analysis),
      "stage": .string(standing.stage.rawValue), "grade": .string(standing.grade.rawValue),
      "freeze": standing.freeze.map { .string($0.digest.description) } ?? .null,
      "mask": standing.mask?.canonical ?? .null,
      "post-unblind": standing.postUnblindNumber.map(CanonicalValue.integer) ?? .null,
      "next": command.map(CanonicalValue.string) ?? .null,
    ]
    if !earlier.isEmpty {
      members["earlier-stages"] = .array(
        earlier.map { ["stage": .string($0.name), "state": .string($0.state.rawValue)] })
    }
    if !standing.openings.isEmpty { members["openings"] = openingsDocument }
    if !standing.signers.isEmpty { members["signers"] = signers }
    if let releases { members["releases"] = releases.document }
    return .object(members)
  }

  private var openingsDocument: CanonicalValue {
    .array(
      standing.openings.map {
        [
          "freeze": .string($0.freeze.digest.description),
          "result": .string($0.result.description),
          "post-unblind": $0.freeze.postUnblind.map { .integer($0.number) } ?? .null,
        ]
      })
  }

  private var signers: CanonicalValue {
    .array(
      standing.signers.map {
        [
          "name": .string($0.signer.name),
          "signed": $0.signed.map { .string($0.description) } ?? .null,
        ]
      })
  }
}

/// Where a stage stands that comes before another one.
public struct EarlierStanding: Sendable {
  let name: String
  let state: AnalysisStage
  /// What it opens, as it stands in a sentence.
  let what: String
  /// The words by which commands name it.
  let file: String

  public init(_ stage: Stage, _ state: AnalysisStage, file: String) {
    (name, what) = (stage.name, stage.box)
    (self.state, self.file) = (state, file)
  }

  /// One that was opened and that the file does not declare any more.
  public init(openedAs name: String, file: String) {
    (self.name, what) = (name, "which the file does not declare any more")
    (state, self.file) = (.unblinded, file)
  }
}

extension Grade {
  /// The grade and, below it, what it is worth.
  var lines: [String] { ["Grade: \(rawValue), \(meaning)"] + limitation.map { "  \($0)" } }
}
