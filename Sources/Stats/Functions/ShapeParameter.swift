/// What a parameter of a density is called, measured in and limited to.
public struct ShapeParameter: Hashable, Sendable {
  public let name: String
  /// The power of the variable's unit: −1 for a slope per GeV, 0 for a pure number.
  public let unitPower: Int
  /// Smallest and largest value with a meaning, both allowed; infinite where there is none.
  public let lower, upper: Double

  init(_ name: String, unitPower: Int, from lower: Double, to upper: Double) {
    (self.name, self.unitPower, self.lower, self.upper) = (name, unitPower, lower, upper)
  }

  /// Any finite value.
  init(_ name: String, unitPower: Int) {
    self.init(name, unitPower: unitPower, from: -.infinity, to: .infinity)
  }

  func allows(_ value: Double) -> Bool { value.isFinite && value >= lower && value <= upper }

  /// The same parameter of one component of a sum, counted from one.
  func ofComponent(_ number: Int) -> Self {
    Self("\(name) (\(number))", unitPower: unitPower, from: lower, to: upper)
  }
}
