extension Double {
  /// The power of ten beside this number, which is above zero and finite.
  func powerOfTen(_ rule: FloatingPointRoundingRule) -> Double {
    var power = 1.0
    while power < self { power *= 10 }
    while power > self { power /= 10 }
    return rule == .up && power < self ? power * 10 : power
  }
}
