public import Ledger

/// Which spills of a dataset are used: those that a list names, or all others.
public struct SpillList: Hashable, Sendable {
  /// What it means that the list names a spill; the raw values are the keys of the analysis file.
  public enum Meaning: String, Hashable, Sendable, CaseIterable {
    /// Only the spills that it names are used.
    case good = "good-spills"
    /// All spills are used but those that it names.
    case bad = "bad-spills"
  }

  public let meaning: Meaning
  /// Of the spills and what they mean; independent of how and in which order the file names them.
  public let digest: Digest
  /// The spills of each run: ascending, apart from each other.
  private let named: [Int64: [ClosedRange<Int64>]]

  init(_ meaning: Meaning, naming entries: [SpillRange]) throws(CanonicalWriteError) {
    let merged = SpillRange.merged(entries)
    let canonical: CanonicalValue = [
      "meaning": .string(meaning.rawValue), "spills": .array(merged.map(\.canonical)),
    ]
    self.meaning = meaning
    named = Dictionary(grouping: merged, by: \.run).mapValues { $0.map(\.spills) }
    digest = try Digest(of: canonical, as: .spillList)
  }

  /// Whether the rows of a spill are used.
  public func uses(_ spill: Spill) -> Bool { names(spill) == (meaning == .good) }

  /// By bisection: a run may have thousands of stretches.
  private func names(_ spill: Spill) -> Bool {
    guard let stretches = named[spill.run] else { return false }
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = low + (high - low) / 2
      if stretches[middle].upperBound < spill.number { low = middle + 1 } else { high = middle }
    }
    return low < stretches.count && stretches[low].contains(spill.number)
  }
}
