public import Ledger

/// The differences of two definitions or results, one a line.
public struct DifferenceText {
  private let difference: DocumentDifference

  public init(_ difference: DocumentDifference) { self.difference = difference }

  public var lines: [String] {
    difference.changes.isEmpty
      ? ["no difference that decides a number"] : difference.changes.map(\.sentence)
  }

  public var document: CanonicalValue {
    [
      "schema": "na64-blind/diff/1",
      "changes": .array(
        difference.changes.map {
          ["place": .string($0.place), "before": $0.before ?? .null, "after": $0.after ?? .null]
        }),
    ]
  }
}

extension DocumentDifference.Change {
  /// As in `signal box: E_ECAL < 50 GeV became < 45 GeV`.
  var sentence: String {
    switch (before, after) {
    case (nil, let after?): "\(name): added, \(after.summary ?? after.phrase)"
    case (let before?, nil):
      "\(name): removed, " + (before.summary ?? "it was \(before.phrase)")
    case (let before?, let after?): "\(name): \(Self.became(before, after))"
    case (nil, nil): name
    }
  }

  /// Regions go by their names alone, since that is what people call them.
  private var name: String {
    let region = "regions / "
    return (place.hasPrefix(region) ? String(place.dropFirst(region.count)) : place).printable
  }

  private static func became(_ before: CanonicalValue, _ after: CanonicalValue) -> String {
    guard let old = before.string, let new = after.string else {
      let texts = CanonicalValue.pair(before, after)
      return "\(texts.0) became \(texts.1)"
    }
    if let old = Digest(parsing: old), let new = Digest(parsing: new) {
      return "\(old.short) became \(new.short)"
    }
    let parts = ConditionChange(from: old, to: new)
    return "\(parts.before.printable) became \(parts.after.printable)"
  }
}

/// The parts of two conditions that differ: `a && E < 50 GeV` and `a && E < 45 GeV` give
/// `E < 50 GeV` and `< 45 GeV`.
struct ConditionChange {
  let before: String
  let after: String

  init(from before: String, to after: String) {
    let (old, new) = (Self.parts(before), Self.parts(after))
    let (removed, added) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
    guard !removed.isEmpty, !added.isEmpty else {
      (self.before, self.after) = (before, after)
      return
    }
    self.before = removed.joined(separator: Self.and)
    self.after = Self.shortened(added.joined(separator: Self.and), after: self.before)
  }

  private static let and = " && "

  /// The conditions that have to hold at once; one that is in brackets is not taken apart.
  private static func parts(_ text: String) -> [String] {
    guard !text.contains("("), !text.contains("||") else { return [text] }
    var (parts, rest) = ([String](), text[...])
    while let place = rest.firstRange(of: and) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }

  /// Without the variable at the beginning if it is the same, and something else is too.
  private static func shortened(_ text: String, after before: String) -> String {
    let (old, new) = (before.split(separator: " "), text.split(separator: " "))
    guard old.count > 2, new.count > 2, old[0] == new[0], comparisons.contains(old[1]),
      comparisons.contains(new[1])
    else { return text }
    return new.dropFirst().joined(separator: " ")
  }

  private static let comparisons: Set<Substring> = ["<", "<=", ">", ">=", "==", "!=", "in"]
}

extension CanonicalValue {
  /// Two values as text, with as many digits as it takes to tell them apart.
  static func pair(_ before: CanonicalValue, _ after: CanonicalValue) -> (String, String) {
    guard let old = before.real, let new = after.real else { return (before.phrase, after.phrase) }
    for digits in 3...17 {
      let texts = (before.number(digits, old), after.number(digits, new))
      if texts.0 != texts.1 { return texts }
    }
    return (before.phrase, after.phrase)
  }

  /// A count as it is, any other number to some digits.
  fileprivate func number(_ digits: Int, _ value: Double) -> String {
    integer.map(String.init) ?? value.brief(digits)
  }

  /// How much it holds, where that is too much for a line: all of it is in the document.
  fileprivate var summary: String? {
    let count = DocumentLeaf.all(of: self).count
    return count > 12 ? "with \(count) values" : nil
  }

  /// The value as a person says it.
  var phrase: String {
    switch self {
    case .null: "none"
    case .bool(let value): value ? "yes" : "no"
    case .integer(let value): "\(value)"
    case .real(let value): value.brief(6)
    case .string(let text): Digest(parsing: text)?.short ?? text.printable
    case .array(let elements):
      elements.isEmpty ? "none" : elements.map(\.phrase).joined(separator: ", ")
    case .object: members.map { "\($0.key.printable) \($0.value.phrase)" }.joined(separator: ", ")
    }
  }
}

extension Double {
  /// At most so many significant digits, without zeros at the end: `0.9`, not `0.900`.
  fileprivate func brief(_ digits: Int) -> String {
    let parts = text(significant: digits).split(separator: "e")
    guard let mantissa = parts.first, mantissa.contains(".") else {
      return text(significant: digits)
    }
    let end = mantissa.lastIndex { $0 != "0" } ?? mantissa.startIndex
    let kept = mantissa[end] == "." ? mantissa[..<end] : mantissa[...end]
    return ([kept] + parts.dropFirst()).joined(separator: "e")
  }
}
