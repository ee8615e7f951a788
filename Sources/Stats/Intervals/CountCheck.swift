/// Refuses an impossible number of events without repeating it.
func checkCount(_ observed: Int) throws(NumericsError) {
  guard observed >= 0, observed <= 1_000_000_000_000 else {
    throw NumericsError(
      .invalidInput, "a count must be zero to 1e12", advice: "check the number of events")
  }
}
