extension DerivativeRows {
  /// The first row, with the Hessian as a full matrix.
  func derivatives() -> ObjectiveDerivatives {
    let first = 1 + variables
    let hessian = (0..<variables * variables).map { index in
      let (row, column) = (index / variables, index % variables)
      let (larger, smaller) = (max(row, column), min(row, column))
      return self[element: first + larger * (larger + 1) / 2 + smaller]
    }
    return ObjectiveDerivatives(
      value: self[element: 0], gradient: Array(elements[1..<first]), hessian: hessian)
  }
}

extension ObjectiveDerivatives {
  /// The exponential of the function.
  func exponential() -> Self {
    let (size, result) = (gradient.count, exp(value))
    return Self(
      value: result, gradient: gradient.map { $0 * result },
      hessian: hessian.indices.map { index in
        result * (hessian[index] + gradient[index / size] * gradient[index % size])
      })
  }
}
