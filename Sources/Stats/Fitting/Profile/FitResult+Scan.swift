/// What becomes of the other free parameters in a scan.
public enum ScanOfOthers: String, Hashable, Sendable, CaseIterable {
  /// Fitted again at every point.
  case profiled
  /// Kept at the minimum.
  case kept
}

extension FitResult {
  /// 2 Δ(−ln L) as a function of one parameter.
  ///
  /// - Parameters:
  ///   - name: A parameter that is not held.
  ///   - values: Within its bounds; neighbours should follow each other.
  /// - Returns: One number for each value; infinite where the data cannot occur.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a held or unknown parameter or a value
  ///   outside the bounds, ``NumericsError/Kind/notConverged`` when a fit fails or finds a lower
  ///   minimum.
  public func scan(
    _ name: String, over values: [Double], others: ScanOfOthers
  ) throws(NumericsError) -> [Double] {
    let index = try profiledIndex(of: name)
    var point = self.values
    var rises: [Double] = []
    for value in values {
      rises.append(try rise(at: [index: value], others, &point))
    }
    return rises
  }

  /// 2 Δ(−ln L) on a grid of two parameters.
  ///
  /// - Parameters:
  ///   - first: The parameter whose values number the rows; not held.
  ///   - second: The parameter whose values number the columns; not held, and not the first.
  /// - Returns: One row for each value of the first parameter.
  /// - Throws: As ``scan(_:over:others:)``.
  public func scan(
    _ first: String, over firstValues: [Double], _ second: String, over secondValues: [Double],
    others: ScanOfOthers
  ) throws(NumericsError) -> [[Double]] {
    let (row, column) = (try profiledIndex(of: first), try profiledIndex(of: second))
    guard row != column else {
      throw NumericsError(
        .invalidInput, "a scan of two parameters names '\(first)' twice",
        advice: "choose two parameters, or scan one")
    }
    var point = values
    var grid: [[Double]] = []
    for value in firstValues {
      var rises: [Double] = []
      for other in secondValues {
        rises.append(try rise(at: [row: value, column: other], others, &point))
      }
      grid.append(rises)
    }
    return grid
  }

  private func rise(
    at values: [Int: Double], _ others: ScanOfOthers, _ last: inout [Double]
  ) throws(NumericsError) -> Double {
    for index in values.keys.sorted() {
      try parameters[index].checkBounds(of: values[index] ?? .nan)
    }
    if others == .profiled { return try rise(holding: values, from: &last) }
    var point = self.values
    for (index, value) in values { point[index] = value }
    let value = try fit.objective.value(at: point)
    guard !value.isNaN else { throw .undefinedObjective }
    return try rise(to: value)
  }
}
