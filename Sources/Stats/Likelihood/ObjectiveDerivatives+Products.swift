extension ObjectiveDerivatives {
  /// A likelihood as a function of its shape parameters only.
  func withoutYield() -> Self {
    let size = gradient.count
    return Self(
      value: value, gradient: Array(gradient.dropFirst()),
      hessian: (1..<size).flatMap { hessian[($0 * size + 1)..<($0 * size + size)] })
  }

  /// The sum of two functions, each of parameters of its own.
  func beside(_ other: Self) -> Self {
    combined(with: other, value: value + other.value, scales: (1, 1), mixed: false)
  }

  /// The product of two functions, each of parameters of its own.
  func times(_ other: Self) -> Self {
    combined(
      with: other, value: value * other.value, scales: (other.value, value), mixed: true)
  }

  private func combined(
    with other: Self, value: Double, scales: (Double, Double), mixed: Bool
  ) -> Self {
    let (first, second) = (gradient.count, other.gradient.count)
    let size = first + second
    var hessian = [Double](repeating: 0, count: size * size)
    for row in 0..<first {
      for column in 0..<first {
        hessian[row * size + column] = self.hessian[row * first + column] * scales.0
      }
      for column in 0..<second where mixed {
        let product = gradient[row] * other.gradient[column]
        hessian[row * size + first + column] = product
        hessian[(first + column) * size + row] = product
      }
    }
    for row in 0..<second {
      for column in 0..<second {
        hessian[(first + row) * size + first + column] =
          other.hessian[row * second + column] * scales.1
      }
    }
    return Self(
      value: value,
      gradient: gradient.map { $0 * scales.0 } + other.gradient.map { $0 * scales.1 },
      hessian: hessian)
  }

  func times(_ factor: Double) -> Self {
    Self(
      value: value * factor, gradient: gradient.map { $0 * factor },
      hessian: hessian.map { $0 * factor })
  }

  /// The sum of two functions of the same parameters.
  func plus(_ other: Self) -> Self {
    Self(
      value: value + other.value, gradient: zip(gradient, other.gradient).map { $0 + $1 },
      hessian: zip(hessian, other.hessian).map { $0 + $1 })
  }

  /// A function of p₁ + c t, p₂, … as one of p₁, p₂, …, c.
  func withLinearFirst(at t: Double) -> Self {
    let size = gradient.count
    guard size > 0 else { return self }
    func old(_ index: Int) -> (place: Int, factor: Double) { index < size ? (index, 1) : (0, t) }
    let rows = (0...size).map { row in
      (0...size).map { column in
        let (one, other) = (old(row), old(column))
        return one.factor * other.factor * hessian[one.place * size + other.place]
      }
    }
    return Self(value: value, gradient: gradient + [t * gradient[0]], hessian: rows.flatMap(\.self))
  }
}
