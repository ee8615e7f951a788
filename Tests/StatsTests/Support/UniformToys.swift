/// Uniform numbers between 0 and 1 that depend on the seed and the toy's number only: SplitMix64.
func uniformToy(_ toy: Int, count: Int, seed: UInt64) -> [Double] {
  var state = seed &+ UInt64(toy) &* 0xD134_2543_DE82_EF95
  return (0..<count).map { _ in
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((bits ^ (bits >> 31)) >> 11) + 0.5) / Double(1 << 53)
  }
}
