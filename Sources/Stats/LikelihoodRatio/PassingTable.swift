/// Which outcomes pass, for those that toys draw nearly always.
struct PassingTable: Sendable {
  typealias Condition = (_ count: Double, _ estimate: Double) -> Bool

  private let counts: Range<Int>
  /// By count, and by control count where there is one.
  private let passing: [Bool]
  private let controls: Range<Int>
  /// By count: the first bits of a real result with which it passes.
  private let firstBits: [UInt64]

  init(_ draw: OutcomeDraw, _ passes: Condition) {
    var (passing, controls, firstBits) = ([Bool](), 0..<0, [UInt64]())
    counts = Self.counts(draw)
    switch draw {
    case .count(_, let estimate), .belief(_, let estimate):
      passing = counts.map { passes(Double($0), estimate) }
    case .counts(_, let control, let scale) where control.bulk.count <= Self.longest:
      controls = control.bulk
      passing = counts.flatMap { count in
        controls.map { passes(Double(count), Double($0) / scale) }
      }
    case .counts: break
    case .real(_, let result):
      firstBits = counts.map { count in
        Self.firstBits { passes(Double(count), result.estimate($0)) }
      }
    }
    (self.passing, self.controls, self.firstBits) = (passing, controls, firstBits)
  }

  /// Empty where a table would be longer than it is useful.
  private static func counts(_ draw: OutcomeDraw) -> Range<Int> {
    switch draw {
    case .belief: 0..<longest
    case .count(let count, _), .counts(let count, _, _), .real(let count, _):
      count.bulk.count <= longest ? count.bulk : 0..<0
    }
  }

  private static var longest: Int { 1 << 10 }

  /// The first of all 52 bits that fulfils a condition which holds for all that follow.
  ///
  /// At a fixed count q̃ rises with the result, and the result with its bits.
  private static func firstBits(_ condition: (UInt64) -> Bool) -> UInt64 {
    var (first, end) = (UInt64(0), UInt64(1) << 52)
    while first < end {
      let middle = (first + end) / 2
      if condition(middle) { end = middle } else { first = middle + 1 }
    }
    return first
  }

  // Each gives `nil` for an outcome that is not in the table.

  @inline(__always)
  func passes(_ count: Int) -> Bool? {
    counts.contains(count) ? passing[count - counts.lowerBound] : nil
  }

  @inline(__always)
  func passes(_ count: Double) -> Bool? {
    count < Double(counts.upperBound) ? passes(Int(count)) : nil
  }

  @inline(__always)
  func passes(_ count: Int, _ control: Int) -> Bool? {
    guard counts.contains(count), controls.contains(control) else { return nil }
    let row = (count - counts.lowerBound) * controls.count
    return passing[row + control - controls.lowerBound]
  }

  @inline(__always)
  func passes(_ count: Int, _ bits: UInt64) -> Bool? {
    counts.contains(count) ? bits >= firstBits[count - counts.lowerBound] : nil
  }
}
