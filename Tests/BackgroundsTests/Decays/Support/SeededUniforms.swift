@testable import Backgrounds

/// Uniform numbers for tests; G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014 (SplitMix64).
struct SeededUniforms: UniformSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    // Half a step up, away from zero and one.
    return (Double((bits ^ (bits >> 31)) >> 12) + 0.5) * 0x1p-52
  }
}
