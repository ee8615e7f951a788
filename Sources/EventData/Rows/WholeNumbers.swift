/// The whole number that a real one stands for, if it does and no neighbour is rounded to it.
func wholeNumber(_ value: Double) -> Int64? {
  let largestExact = 0x1p53
  return abs(value) < largestExact ? Int64(exactly: value) : nil
}
