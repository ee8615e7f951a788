public import Stats

/// The probability that the secondaries of an interaction miss every veto, as a declared table.
///
/// Linear between its points in emission angle and in position along the beam.
public struct EscapeTable: Hashable, Sendable {
  /// In metres along the beam, rising.
  public let positions: [Double]
  /// θ in radian, rising, zero or more.
  public let angles: [Double]
  /// A row for each position, a column for each angle; each zero to one.
  public let probabilities: [[Double]]

  /// - Throws: `NumericsError` of kind `invalidInput` for axes that do not rise, a table of another
  ///   shape, and numbers that are no probabilities.
  public init(
    positions: [Double], angles: [Double], probabilities: [[Double]]
  ) throws(NumericsError) {
    guard !positions.isEmpty, positions.isGrid, !angles.isEmpty, angles.isGrid, angles[0] >= 0,
      probabilities.count == positions.count,
      probabilities.allSatisfy({ $0.count == angles.count }),
      probabilities.allSatisfy({ $0.allSatisfy { $0 >= 0 && $0 <= 1 } })
    else {
      throw NumericsError(
        .invalidInput,
        "a table of escapes needs rising positions and angles and a probability for each pair",
        advice: "give one row of probabilities for each position, with one number for each angle")
    }
    (self.positions, self.angles, self.probabilities) = (positions, angles, probabilities)
  }

  /// The probability for secondaries from one place, averaged over their angles.
  ///
  /// Exact for the two piecewise linear functions: Simpson's rule between their points.
  /// - Throws: `NumericsError` of kind `invalidInput` for a position or an angle with a density
  ///   outside the table, as a guess beyond it would be none of the table's.
  public func average(
    over emission: EmissionAngles, at position: Double
  ) throws(NumericsError) -> Double {
    guard let lowest = positions.first, let highest = positions.last, position >= lowest,
      position <= highest, let first = angles.first, let last = angles.last,
      let smallest = emission.angles.first, let largest = emission.angles.last, smallest >= first,
      largest <= last
    else {
      throw NumericsError(
        .invalidInput, "a layer or an emission angle lies outside the table of escapes",
        advice: "extend the table to every position and angle that occurs")
    }
    let row = row(at: position)
    let grid = Set(angles + emission.angles).filter { $0 >= smallest && $0 <= largest }.sorted()
    var sum = CompensatedSum()
    for (left, right) in zip(grid, grid.dropFirst()) {
      func product(_ angle: Double) -> Double {
        row.interpolated(on: angles, at: angle)
          * emission.densities.interpolated(on: emission.angles, at: angle)
      }
      let middle = product(left + (right - left) / 2)
      sum.add((right - left) / 6 * (product(left) + 4 * middle + product(right)))
    }
    return min(max(sum.value, 0), 1)
  }

  private func row(at position: Double) -> [Double] {
    angles.indices.map { column in
      probabilities.map { $0[column] }.interpolated(on: positions, at: position)
    }
  }
}
