public import Ledger

/// A number between 0 and 2⁶⁴ for each event, the same wherever its run, spill and event number are.
///
/// The identifiers are mixed one by one and added, so that neither their order nor the names of
/// their branches matter. The mixing is the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014, variant 13 of D. Stafford): even,
/// fast, and not secret, since whoever sees the events may see their hashes.
public struct EventHash: Sendable {
  /// Keeps these hashes apart from those of any other use.
  private let domain: UInt64

  /// - Parameter purpose: What the hashes are for.
  public init(for purpose: RecordType = RecordType("event-sketch")) {
    let digest = Digest(ofBytes: [], as: purpose)
    domain = digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// - Parameter identifiers: What names the event.
  func callAsFunction(_ identifiers: [Int64]) -> UInt64 {
    var sum = domain
    for number in identifiers { sum &+= Self.mixed(domain ^ UInt64(bitPattern: number)) }
    return Self.mixed(sum)
  }

  /// The hashes of the first `count` rows, as of one event after the other.
  ///
  /// - Parameter identifiers: One column for each number that names an event, `count` rows or longer.
  public func callAsFunction(columns identifiers: [[Int64]], count: Int) -> [UInt64] {
    var sums = [UInt64](repeating: domain, count: count)
    for column in identifiers {
      for row in 0..<count { sums[row] &+= Self.mixed(domain ^ UInt64(bitPattern: column[row])) }
    }
    return sums.map(Self.mixed)
  }

  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
