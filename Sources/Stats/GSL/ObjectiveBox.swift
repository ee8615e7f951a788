import CGSL

/// Carries an objective through C callbacks, in parameters scaled to a common size.
///
/// GSL's quasi-Newton search is not invariant under a change of units: without scaling it can stop
/// at a wrong point. It sees u with x = start + scale · u.
final class ObjectiveBox {
  private let objective: Objective
  private let start: [Double]
  private let scales: [Double]
  private(set) var error: NumericsError?
  private(set) var evaluations = 0

  init(_ objective: Objective, start: [Double], scales: [Double]) {
    (self.objective, self.start, self.scales) = (objective, start, scales)
  }

  func rethrow() throws(NumericsError) {
    if let error { throw error }
  }

  func parameters(_ scaled: UnsafePointer<gsl_vector>) -> [Double] {
    start.indices.map { unsafe start[$0] + scales[$0] * gsl_vector_get(scaled, $0) }
  }

  /// The value, or NaN after the first error: GSL then stops, and the error is thrown on.
  func value(_ scaled: UnsafePointer<gsl_vector>) -> Double {
    let parameters = unsafe parameters(scaled)
    return attempt(.nan) { () throws(NumericsError) in try objective.value(parameters) }
  }

  func gradient(
    _ scaled: UnsafePointer<gsl_vector>, into result: UnsafeMutablePointer<gsl_vector>
  ) {
    let parameters = unsafe parameters(scaled)
    let failed = [Double](repeating: .nan, count: start.count)
    let gradient = attempt(failed) { () throws(NumericsError) in
      let gradient = try objective.gradient(parameters)
      return gradient.count == failed.count ? gradient : failed
    }
    for index in gradient.indices {
      unsafe gsl_vector_set(result, index, gradient[index] * scales[index])
    }
  }

  private func attempt<Result>(
    _ fallback: Result, _ body: () throws(NumericsError) -> Result
  ) -> Result {
    guard error == nil else { return fallback }
    evaluations += 1
    do { return try body() } catch {
      self.error = error
      return fallback
    }
  }
}

extension ObjectiveBox {
  /// GSL's view of a box; the box must outlive it.
  @unsafe static func function(of box: ObjectiveBox, size: Int) -> gsl_multimin_function_fdf {
    unsafe gsl_multimin_function_fdf(
      f: { x, context in
        guard let x = unsafe x, let context = unsafe context else { return .nan }
        return unsafe opened(context).value(x)
      },
      df: { x, context, gradient in
        guard let x = unsafe x, let context = unsafe context, let gradient = unsafe gradient
        else { return }
        unsafe opened(context).gradient(x, into: gradient)
      },
      fdf: { x, context, value, gradient in
        guard let x = unsafe x, let context = unsafe context, let value = unsafe value,
          let gradient = unsafe gradient
        else { return }
        let box = unsafe opened(context)
        unsafe value.pointee = box.value(x)
        unsafe box.gradient(x, into: gradient)
      },
      n: size, params: Unmanaged.passUnretained(box).toOpaque())
  }
}

@unsafe private func opened(_ context: UnsafeMutableRawPointer) -> ObjectiveBox {
  unsafe Unmanaged<ObjectiveBox>.fromOpaque(context).takeUnretainedValue()
}
