import CGSL

/// Carries a Swift closure, and the error it may throw, through a C callback.
final class FunctionBox {
  typealias Function = (Double) throws(NumericsError) -> Double

  private let function: Function
  private(set) var error: NumericsError?
  private(set) var evaluations = 0

  init(_ function: @escaping Function) { self.function = function }

  /// The value, or NaN after the first error: GSL then stops soon, and the error is thrown on.
  func value(at x: Double) -> Double {
    guard error == nil else { return .nan }
    evaluations += 1
    do { return try function(x) } catch {
      self.error = error
      return .nan
    }
  }

  func rethrow() throws(NumericsError) {
    if let error { throw error }
  }
}

/// Gives GSL's view of a closure to `body`; the view must not leave it.
func withGSLFunction<Result>(
  _ box: FunctionBox,
  _ body: (UnsafeMutablePointer<gsl_function>) throws(NumericsError) -> Result
) throws(NumericsError) -> Result {
  defer { withExtendedLifetime(box) {} }
  // GSL keeps the pointer it gets, so the function lives in memory of its own.
  let memory = UnsafeMutablePointer<gsl_function>.allocate(capacity: 1)
  defer { unsafe memory.deallocate() }
  unsafe memory.initialize(
    to: gsl_function(
      function: { x, box in
        guard let box = unsafe box else { return .nan }
        return unsafe Unmanaged<FunctionBox>.fromOpaque(box).takeUnretainedValue().value(at: x)
      },
      params: Unmanaged.passUnretained(box).toOpaque()))
  return try unsafe body(memory)
}
