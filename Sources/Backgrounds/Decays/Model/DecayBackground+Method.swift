import Stats

extension DecayBackground {
  /// How the number was made and how far the quadrature is off, in words for the table.
  var method: String {
    guard let value = try? nominalExpectation(), value > 0 else { return "decay in flight" }
    // Rounded up to a tenth of a per cent.
    let tenths = Int((1000 * numericalError / value).rounded(.up))
    return "decay in flight, quadrature good to \(tenths / 10).\(tenths % 10) %"
  }
}
