@testable import Backgrounds

/// Uniform numbers for tests: SplitMix64, seeded.
///
/// Reference: G. Steele, D. Lea, C. Flood, OOPSLA 2014, p. 453.
struct SplitMixSource: UniformSource {
  private var state: UInt64
  private(set) var drawn = 0

  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    drawn += 1
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((bits ^ (bits >> 31)) >> 12) + 0.5) * 0x1p-52
  }
}
