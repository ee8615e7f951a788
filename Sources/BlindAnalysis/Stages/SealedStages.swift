public import Ledger

/// How the blinded rows of sealed data are told apart by the stage that opens them.
///
/// A row of a validation region is of that stage, any other row of the burn share is of the burn
/// sample, and all the rest is of the signal: each row is of one stage. The burn sample is told by
/// the names of events alone, so that the signal box may still change after it.
public struct SealedStages: Hashable, Sendable {
  /// The rows of a stage before the signal.
  package struct Part: Hashable, Sendable {
    package enum Rows: Hashable, Sendable {
      case region(CheckedExpression)
      case share(EventShare)
    }

    package let name: String
    package let rows: Rows
    fileprivate let value: [String: CanonicalValue]
  }

  /// In the order of the analysis file; none if everything is of the signal.
  package let parts: [Part]

  /// Everything is of the signal.
  public static let signalAlone = SealedStages([], over: [])

  /// - Parameter columns: Those that regions are written in.
  init(_ stages: [DeclaredStage], over columns: [Column]) {
    parts = stages.compactMap { Part($0, over: columns) }
  }

  /// Of all stages, the signal last.
  public var names: [String] { parts.map(\.name) + [Stage.signal.name] }

  /// What a vault says of them, in no order; nil if everything is of the signal.
  ///
  /// - Parameter eventID: The branches that name events: a share of the same events under other names
  ///   is another one.
  public func canonical(naming eventID: [String]) -> CanonicalValue? {
    guard !parts.isEmpty else { return nil }
    let values = parts.map { ($0.name, $0.canonical(naming: eventID)) }
    return .object(Dictionary(values) { first, _ in first })
  }

  /// Refuses data that were sealed for other stages: their compartments would open other events
  /// than the analysis says, or all of them at once.
  ///
  /// - Parameters:
  ///   - sealed: What the vault says of its stages; nil if it has none before the signal.
  ///   - eventID: The branches that name the events of the dataset.
  ///   - path: Of the vault.
  /// - Throws: ``Refusal`` with the status "would reveal".
  public func check(
    against sealed: CanonicalValue?, naming eventID: [String], in path: String
  ) throws {
    let canonical = canonical(naming: eventID)
    guard sealed != canonical else { return }
    guard sealed != nil else {
      throw Refusal(
        .wouldReveal,
        "the vault '\(path.printable)' was sealed without stages, so that '\(names[0])' would open "
          + "what is left for the signal",
        next: "seal the files from before once more with these stages in the analysis file, or "
          + "leave the stages out of it")
    }
    let (then, now) = (Self.text(of: sealed), Self.text(of: canonical))
    throw Refusal(
      .wouldReveal,
      "the vault '\(path.printable)' was sealed for \(then), and the analysis declares "
        + (then == now ? "the same in other columns, or with other names of events" : now),
      next: "declare the stages as they were sealed, or seal the files from before once more")
  }

  /// As in `burn (20 %), rim (E_ECAL > 42)`.
  ///
  /// - Parameter value: As ``canonical``.
  public static func text(of value: CanonicalValue?) -> String {
    let stages = (value?.object ?? [:]).sorted { $0.key < $1.key }
    guard !stages.isEmpty else { return "the signal alone" }
    return stages.map { name, rows in
      let share = rows[Part.fractionKey]?.real.map { EventShare.burnt($0).percent }
      return "\(name.printable) (\((share ?? rows[Part.regionKey]?.string ?? "").printable))"
    }.joined(separator: ", ")
  }
}

extension SealedStages.Part {
  static let fractionKey = "fraction"
  static let regionKey = "region"

  /// Nil for a stage with data of its own.
  fileprivate init?(_ declared: DeclaredStage, over columns: [Column]) {
    name = declared.stage.name
    switch declared.content {
    case .rehearsal: return nil
    case .burn(let fraction):
      rows = .share(.burnt(fraction))
      value = ["kind": .string(Stage.Kind.burn.rawValue), Self.fractionKey: .real(fraction)]
    case .validation(let region, _):
      rows = .region(region.condition)
      let used = region.condition.columns.compactMap { name in
        columns.first { $0.name == name }.map(MaskRecord.Column.init)
      }
      value = [
        "kind": .string(Stage.Kind.validation.rawValue),
        Self.regionKey: .string(region.condition.canonical),
        "columns": .array(used.map(\.canonical)),
      ]
    }
  }

  fileprivate func canonical(naming eventID: [String]) -> CanonicalValue {
    var members = value
    // Their order does not matter to the hash.
    if case .share = rows {
      members["event-ids"] = .array(eventID.sorted().map(CanonicalValue.string))
    }
    return .object(members)
  }
}

extension EffectiveMask {
  /// The columns to read where the rows of all stages are sealed: what any of them needs.
  public func readColumns(forStagesOf definition: AnalysisDefinition) -> [Column] {
    let stages = definition.earlierStages.filter { $0.stage.kind != .rehearsal }
    let own = readColumns(for: definition)
    return own
      + definition.columns.filter { column in
        !own.contains(column) && stages.contains { $0.requiredColumns.contains(column) }
      }
  }
}
