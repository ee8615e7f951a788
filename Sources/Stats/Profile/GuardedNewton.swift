/// Where a function changes from negative to positive, by Newton's method that never leaves a range; an
/// end of the range if it does not change there.
///
/// A step that leaves what is known to hold the root halves it instead. Ends are looked at only when a
/// step leads there, so that a good start and a smooth function take two or three looks. Made for
/// functions that are called millions of times: it neither allocates nor throws.
/// - Parameters:
///   - range: Both ends finite.
///   - tolerance: Of the last step. The error after it is about the square of it, in units of the scale on
///     which the function bends.
///   - function: The value and its derivative; where they are not numbers the range is halved.
func risingZero(
  from start: Double, in range: ClosedRange<Double>, tolerance: Double,
  of function: (Double) -> (value: Double, slope: Double)
) -> Double {
  var (low, high) = (range.lowerBound, range.upperBound)
  var (isLowKnown, isHighKnown) = (false, false)
  var place = min(max(start, low), high)
  for _ in 0..<200 {
    let (value, slope) = function(place)
    if value == 0 { return place }
    if value > 0 {
      if place == range.lowerBound { return place }
      (high, isHighKnown) = (place, true)
    } else {
      if place == range.upperBound { return place }
      (low, isLowKnown) = (place, true)
    }
    let target = place - value / slope
    var next = low + (high - low) / 2
    if slope > 0 {
      if target > low, target < high {
        next = target
      } else if target <= low, !isLowKnown {
        next = low
      } else if target >= high, !isHighKnown {
        next = high
      }
    }
    if abs(next - place) <= max(tolerance, place.ulp), isLowKnown || next > low,
      isHighKnown || next < high
    {
      return next
    }
    place = next
  }
  return place
}
