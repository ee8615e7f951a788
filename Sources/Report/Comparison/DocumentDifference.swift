public import Ledger

/// What is not the same in two definitions, or in two documents of results, as a reviewer says it.
public struct DocumentDifference: Sendable {
  public struct Change: Hashable, Sendable {
    /// As in `backgrounds / total / value`.
    public let place: String
    /// nil for what was added.
    public let before: CanonicalValue?
    /// nil for what was removed.
    public let after: CanonicalValue?
  }

  public let changes: [Change]

  public init(from before: CanonicalValue, to after: CanonicalValue) {
    changes = Self.changes([], before, after)
  }

  private typealias Members = [(key: String, value: CanonicalValue)]

  private static func changes(
    _ path: [String], _ before: CanonicalValue, _ after: CanonicalValue
  ) -> [Change] {
    if before == after { return [] }
    if case .object = before, case .object = after {
      return changes(path, before.members, after.members)
    }
    if let old = before.array?.named, let new = after.array?.named {
      return changes(path, old.map { ($0, $1) }, new.map { ($0, $1) })
        + order(path, old.map(\.name), new.map(\.name))
    }
    return [change(path, before, after)]
  }

  private static func changes(_ path: [String], _ before: Members, _ after: Members) -> [Change] {
    let old = Dictionary(before.map { ($0.key, $0.value) }) { first, _ in first }
    let new = Dictionary(after.map { ($0.key, $0.value) }) { first, _ in first }
    let kept = before.flatMap { member -> [Change] in
      guard let value = new[member.key] else {
        return [change(path + [member.key], member.value, nil)]
      }
      return changes(path + [member.key], member.value, value)
    }
    return kept
      + after.filter { old[$0.key] == nil }.map { change(path + [$0.key], nil, $0.value) }
  }

  /// Cuts that are applied in another order.
  private static func order(_ path: [String], _ before: [String], _ after: [String]) -> [Change] {
    let (old, new) = (before.filter(after.contains), after.filter(before.contains))
    guard old != new else { return [] }
    return [
      change(
        path + ["order"], .array(old.map(CanonicalValue.string)),
        .array(new.map(CanonicalValue.string)))
    ]
  }

  private static func change(
    _ path: [String], _ before: CanonicalValue?, _ after: CanonicalValue?
  ) -> Change {
    Change(place: path.joined(separator: " / "), before: before, after: after)
  }
}
