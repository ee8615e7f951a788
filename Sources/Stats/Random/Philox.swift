/// Philox4x64-10: 256 random bits as a pure function of a 256-bit counter and a 128-bit key.
///
/// There is no state to advance, so a toy experiment has its random numbers wherever and whenever it
/// is run. Words of 64 bits let seed, purpose, point and toy each have a word of their own, and NumPy
/// has the same generator to compare with.
/// Reference: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel random numbers: as easy
/// as 1, 2, 3*, Proc. SC11 (2011), section 3.3.
enum Philox {
  struct Words: Hashable {
    var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64)

    @inline(__always)
    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
      (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    }
  }

  @inline(__always)
  static func block(_ counter: Words, key: (UInt64, UInt64)) -> Words {
    var (words, key) = (counter, key)
    for _ in 0..<10 {
      let left = words.first.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let right = words.third.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      words = Words(
        right.high ^ words.second ^ key.0, right.low, left.high ^ words.fourth ^ key.1, left.low)
      key = (key.0 &+ 0x9E37_79B9_7F4A_7C15, key.1 &+ 0xBB67_AE85_84CA_A73B)
    }
    return words
  }
}
