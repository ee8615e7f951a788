/// Averages over draws in blocks of equal length, for errors by leaving out one block at a time.
///
/// Reference: M. H. Quenouille, Biometrika 43 (1956) 353; R. G. Miller, Biometrika 61 (1974) 1.
struct BlockAverage {
  static let blocks = 32

  /// ln of the average of each block.
  private let logs: [Double]

  /// - Parameter logValues: ln of a value for each draw; a multiple of ``blocks`` of them.
  init(_ logValues: [Double]) {
    let length = logValues.count / Self.blocks
    logs = (0..<Self.blocks).map { block in
      logSumOfExponentials(Array(logValues[(block * length)..<((block + 1) * length)]))
        - log(Double(length))
    }
  }

  /// ln of the average.
  var logMean: Double { logSumOfExponentials(logs) - log(Double(Self.blocks)) }

  /// The same without each block in turn.
  var logMeansWithoutOne: [Double] {
    logs.indices.map { left in
      let others = logs.indices.filter { $0 != left }.map { logs[$0] }
      return logSumOfExponentials(others) - log(Double(Self.blocks - 1))
    }
  }

  /// The standard deviation of a result from its values without one block each.
  static func error(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares * Double(values.count - 1) / Double(values.count)).squareRoot()
  }
}
