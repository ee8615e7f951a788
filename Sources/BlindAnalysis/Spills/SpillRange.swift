import Ledger

/// Consecutive spills of one run.
struct SpillRange: Hashable, Sendable {
  let run: Int64
  let spills: ClosedRange<Int64>

  var canonical: CanonicalValue {
    [.integer(Int(run)), .integer(Int(spills.lowerBound)), .integer(Int(spills.upperBound))]
  }

  /// The same spills, each once: by run and spill, stretches that touch made one.
  static func merged(_ entries: [SpillRange]) -> [SpillRange] {
    let sorted = entries.sorted {
      ($0.run, $0.spills.lowerBound) < ($1.run, $1.spills.lowerBound)
    }
    return sorted.reduce(into: []) { merged, next in
      guard let last = merged.last, last.touches(next) else { return merged.append(next) }
      let end = max(last.spills.upperBound, next.spills.upperBound)
      merged[merged.count - 1] = SpillRange(run: last.run, spills: last.spills.lowerBound...end)
    }
  }

  /// Whether a stretch that starts no earlier overlaps this one or follows it without a gap.
  private func touches(_ next: SpillRange) -> Bool {
    run == next.run
      && (next.spills.lowerBound <= spills.upperBound
        || next.spills.lowerBound - 1 == spills.upperBound)
  }
}
