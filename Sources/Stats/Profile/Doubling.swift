/// The first of start, 2 start, 4 start, … for which a condition no longer holds.
///
/// - Throws: ``NumericsError/Kind/notConverged`` when there is none up to 2¹⁰⁰ start.
func doubled(
  from start: Double, while condition: (Double) -> Bool
) throws(NumericsError) -> Double {
  var value = start
  for _ in 0...100 {
    if !condition(value) { return value }
    value *= 2
  }
  throw NumericsError(
    .notConverged, "a likelihood has no crossing at any signal of ordinary size",
    advice: "check the background, its uncertainty and the confidence level")
}
