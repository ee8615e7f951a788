extension ChannelFit {
  /// Cholesky factor of the Hessian of the free parameters, in its place; false unless positive.
  mutating func factorise() -> Bool {
    let size = layout.size
    for row in 0..<size where isFree[row] {
      for column in 0...row where isFree[column] {
        var sum = hessian[row * size + column]
        for index in 0..<column where isFree[index] {
          sum -= hessian[row * size + index] * hessian[column * size + index]
        }
        if column < row {
          hessian[row * size + column] = sum / hessian[column * (size + 1)]
        } else {
          guard sum > 1e-14 * hessian[row * (size + 1)] else { return false }
          hessian[row * (size + 1)] = sum.squareRoot()
        }
      }
    }
    return true
  }

  /// The Newton step from the Cholesky factor; gives gradient × step.
  mutating func solve() -> Double {
    let size = layout.size
    var decrease = 0.0
    for row in 0..<size where isFree[row] {
      var sum = gradient[row]
      for column in 0..<row where isFree[column] {
        sum -= hessian[row * size + column] * step[column]
      }
      step[row] = sum / hessian[row * (size + 1)]
      decrease += step[row] * step[row]
    }
    for row in (0..<size).reversed() where isFree[row] {
      var sum = step[row]
      for index in (row + 1)..<max(row + 1, size) where isFree[index] {
        sum -= hessian[index * size + row] * step[index]
      }
      step[row] = sum / hessian[row * (size + 1)]
    }
    return decrease
  }
}
