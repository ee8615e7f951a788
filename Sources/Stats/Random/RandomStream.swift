/// What random numbers are drawn for: streams for different purposes never share a number.
///
/// The numbers are part of every published toy result: never change or reuse one.
enum RandomPurpose: UInt64, Hashable, Sendable, CaseIterable {
  /// Experiments with the signal that is tested.
  case signalAndBackground = 1
  /// Experiments with background alone.
  case backgroundOnly = 2
  /// Nuisance parameters over which exact probabilities are averaged.
  case nuisanceParameters = 4
  /// Events of a fitted function, to tell how well it fits.
  case goodnessOfFit = 8
  /// Factors of a background estimate.
  case propagation = 16
  /// Samples drawn from the events themselves, to tell how much a fit to them varies.
  case bootstrap = 32
}

/// The random numbers of one toy experiment.
///
/// They depend on seed, purpose, point and toy and on nothing else: not on the thread, the machine
/// or the toys before. Two streams that differ in any of the four share no block of numbers.
struct RandomStream: Sendable {
  private let key: (UInt64, UInt64)
  private var counter: Philox.Words
  private var words = Philox.Words(0, 0, 0, 0)
  private var unused = 0

  /// - Parameters:
  ///   - point: Which parameter point is simulated, such as the position in a scan of masses.
  ///   - toy: Which experiment.
  @inline(__always)
  init(seed: UInt64, purpose: RandomPurpose, point: UInt64, toy: UInt64) {
    key = (seed, purpose.rawValue)
    counter = Philox.Words(0, toy, point, 0)
  }

  /// 64 random bits.
  @inline(__always)
  mutating func next() -> UInt64 {
    if unused == 0 {
      words = Philox.block(counter, key: key)
      counter.first &+= 1
      unused = 4
    }
    let word = words.first
    (words.first, words.second, words.third) = (words.second, words.third, words.fourth)
    unused -= 1
    return word
  }

  /// Uniform in the open interval (0, 1): an odd multiple of 2⁻⁵³, so never 0 or 1.
  @inline(__always)
  mutating func uniform() -> Double { Self.uniform(bits: bits()) }

  /// The upper 52 bits of a word: what a uniform number is made from.
  @inline(__always)
  mutating func bits() -> UInt64 { next() >> 12 }

  /// From the upper 52 bits of a word.
  @inline(__always)
  static func uniform(_ word: UInt64) -> Double { uniform(bits: word >> 12) }

  @inline(__always)
  static func uniform(bits: UInt64) -> Double { (Double(bits) + 0.5) * 0x1p-52 }

  /// Standard normal, by inversion: one word for each value, and the same value on every platform
  /// whose logarithm is correctly rounded.
  @inline(__always)
  mutating func normal() -> Double { uncheckedNormalQuantile(uniform()) }
}
