/// Where a function changes from negative to positive; an end of the interval if it does not.
///
/// Inverse quadratic interpolation where three points let it be trusted, bisection else. Made for
/// functions that are called millions of times: it neither allocates nor throws.
/// Reference: T. R. Chandrupatla, Adv. Eng. Softw. 28 (1997) 145.
/// - Parameters:
///   - tolerance: Of the root, absolute.
///   - function: Rising at its root; may be infinite at an end.
func risingZero(
  from low: Double, to high: Double, tolerance: Double, of function: (Double) -> Double
) -> Double {
  var (newest, opposite) = (low, high)
  var (atNewest, atOpposite) = (function(low), function(high))
  if atNewest >= 0 { return low }
  if atOpposite <= 0 { return high }
  var fraction = 0.5
  for _ in 0..<200 {
    let next = newest + fraction * (opposite - newest)
    let value = function(next)
    var (previous, atPrevious) = (newest, atNewest)
    if (value < 0) != (atNewest < 0) {
      (previous, atPrevious) = (opposite, atOpposite)
      (opposite, atOpposite) = (newest, atNewest)
    }
    (newest, atNewest) = (next, value)
    let best = abs(atNewest) < abs(atOpposite) ? newest : opposite
    let spacing = max(tolerance, 2 * best.ulp) / abs(opposite - newest)
    if spacing > 0.5 || value == 0 { return best }
    let position = (newest - opposite) / (previous - opposite)
    let height = (atNewest - atOpposite) / (atPrevious - atOpposite)
    fraction = 0.5
    if height * height < position, (1 - height) * (1 - height) < 1 - position {
      let first = atNewest / (atOpposite - atNewest) * (atPrevious / (atOpposite - atPrevious))
      let second = atNewest / (atPrevious - atNewest) * (atOpposite / (atPrevious - atOpposite))
      fraction = first + (previous - newest) / (opposite - newest) * second
    }
    fraction = min(1 - spacing, max(spacing, fraction))
  }
  return newest
}
