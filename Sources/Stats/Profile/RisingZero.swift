/// Where a function changes from negative to positive; an end of the interval if it does not.
///
/// The method of false position, with the weight of an end that stays halved (Illinois), and a
/// bisection whenever it gains less than half. Made for functions that are called millions of times:
/// it neither allocates nor throws.
/// - Parameters:
///   - tolerance: Of the root, absolute.
///   - function: Rising at its root; may be infinite at an end.
func risingZero(
  from low: Double, to high: Double, tolerance: Double, of function: (Double) -> Double
) -> Double {
  var (low, high) = (low, high)
  var (atLow, atHigh) = (function(low), function(high))
  if atLow >= 0 { return low }
  if atHigh <= 0 { return high }
  var (side, bisect) = (0, false)
  for _ in 0..<200 where high - low > tolerance {
    let width = high - low
    var middle = low + width * (atLow / (atLow - atHigh))
    if bisect || !(middle > low && middle < high) { middle = low + width / 2 }
    if middle == low || middle == high { break }
    let value = function(middle)
    if value == 0 { return middle }
    if value < 0 {
      (low, atLow) = (middle, value)
      if side == -1 { atHigh /= 2 }
      side = -1
    } else {
      (high, atHigh) = (middle, value)
      if side == 1 { atLow /= 2 }
      side = 1
    }
    bisect = high - low > width / 2
  }
  return low + (high - low) / 2
}
