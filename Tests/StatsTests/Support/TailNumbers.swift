/// The sample of the fit oracles, made from integers: Tests/Oracles/tail_sample.py is its twin.
///
/// Exponential numbers of decay length 4 between 1.5 and 20, all multiples of 2⁻³⁸, by von
/// Neumann's comparison method on 40-bit uniform numbers from SplitMix64.
struct TailNumbers {
  private var state: UInt64 = 20_230_701
  static let ticksPerUnit = Double(1 << 38)

  /// Made once; smaller samples are its beginning.
  private static let million = generate(1_000_000)

  /// In units of 2⁻³⁸; at most a million.
  static func ticks(_ count: Int) -> [Int] { Array(million.prefix(count)) }

  private static func generate(_ count: Int) -> [Int] {
    var numbers = Self()
    var ticks: [Int] = []
    ticks.reserveCapacity(count)
    while ticks.count < count {
      let value = (3 << 37) + numbers.exponentialTicks()
      if value <= 20 << 38 { ticks.append(value) }
    }
    return ticks
  }

  static func values(_ count: Int) -> [Double] { ticks(count).map { Double($0) / ticksPerUnit } }

  /// An exponential number in units of 2⁻⁴⁰.
  private mutating func exponentialTicks() -> Int {
    var whole = 0
    while true {
      let first = uniformTicks()
      var (last, length) = (first, 1)
      while true {
        let following = uniformTicks()
        guard following < last else { break }
        (last, length) = (following, length + 1)
      }
      if length % 2 == 1 { return (whole << 40) + first }
      whole += 1
    }
  }

  /// The upper 40 bits of SplitMix64.
  private mutating func uniformTicks() -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)) >> 24)
  }
}
