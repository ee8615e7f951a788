import Stats

/// A table of escapes that was counted in a simulation: so many of so many at each point.
///
/// The table is k/n, times a factor around one with the statistics of the weighted count
/// `Σ W k/n`, where the weight W of a point is its part in the mean number of interactions. Neglects
/// that the parts of the layers change with the amount of material.
struct SimulatedEscapes {
  let positions: [Double]
  let angles: [Double]
  /// A row for each position, a column for each angle.
  let escaped: [[Int]]
  let simulated: [[Int]]

  /// k/n at each point.
  func table() throws(NumericsError) -> EscapeTable {
    try EscapeTable(
      positions: positions, angles: angles,
      probabilities: zip(escaped, simulated).map { zip($0, $1).map { Double($0) / Double($1) } })
  }

  /// The table with one escape at the point where it matters most.
  ///
  /// What a table without any escape is multiplied with a count of zero events for.
  func tableOfOneEvent(_ weights: [[Double]]) throws(NumericsError) -> EscapeTable {
    let heaviest = perEvent(weights).joined().max() ?? 0
    var isPlaced = false
    let probabilities = zip(perEvent(weights), simulated).map { events, totals in
      zip(events, totals).map { event, total -> Double in
        guard !isPlaced, event == heaviest else { return 0 }
        isPlaced = true
        return 1 / Double(total)
      }
    }
    return try EscapeTable(positions: positions, angles: angles, probabilities: probabilities)
  }

  var isWithoutEscape: Bool { escaped.joined().allSatisfy { $0 == 0 } }

  /// The factor around one that carries the statistics of the simulation.
  func statistics(
    _ name: String, _ weights: [[Double]]
  ) throws(NumericsError) -> Factor {
    guard !isWithoutEscape else { return try .count(name, events: 0) }
    var (sum, squares) = (CompensatedSum(), CompensatedSum())
    for (count, event) in zip(escaped.joined(), perEvent(weights).joined()) {
      sum.add(Double(count) * event)
      squares.add(Double(count) * event * event)
    }
    // Escapes where nothing interacts say nothing: the table then gives zero in any case.
    guard sum.value > 0 else { return try Factor(name, .exact(1), .statistical) }
    return try .simulated(
      name, WeightedCount(sum: 1, sumOfSquares: squares.value / (sum.value * sum.value)))
  }

  /// What one simulated escape stands for at each point.
  private func perEvent(_ weights: [[Double]]) -> [[Double]] {
    zip(weights, simulated).map { zip($0, $1).map { $0 / Double($1) } }
  }

  /// The part of each point in the interactions that escape.
  ///
  /// - Parameter interactions: The positions of the layers with their mean number of interactions.
  func weights(
    _ interactions: [(position: Double, mean: Double)], _ emission: EmissionAngles
  ) throws(NumericsError) -> [[Double]] {
    var byAngle: [Double] = []
    for column in angles.indices {
      let hat = EscapeTable.hat(column, of: angles.count)
      let table = try EscapeTable(positions: [0], angles: angles, probabilities: [hat])
      byAngle.append(try table.average(over: emission, at: 0))
    }
    let byPosition = positions.indices.map { row in
      let hat = EscapeTable.hat(row, of: positions.count)
      return interactions.reduce(0) {
        $0 + $1.mean * hat.interpolated(on: positions, at: $1.position)
      }
    }
    return byPosition.map { position in byAngle.map { position * $0 } }
  }
}

extension EscapeTable {
  /// One at a point and zero at all others.
  fileprivate static func hat(_ point: Int, of count: Int) -> [Double] {
    (0..<count).map { $0 == point ? 1 : 0 }
  }
}
