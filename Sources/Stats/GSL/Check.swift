import CGSL

/// Evaluated once for the whole process: GSL's own handler would abort it.
private let abortHandlerIsOff: Bool = {
  _ = unsafe gsl_set_error_handler_off()
  return true
}()

/// Makes sure that a failing GSL call returns instead of ending the process.
func switchAbortHandlerOff() { _ = abortHandlerIsOff }

/// Runs a GSL call and throws GSL's own reason if its status is not zero.
///
/// - Parameter operation: What was being done, for the message; carries no observed value.
func check(
  _ call: @autoclosure () -> Int32, _ operation: @autoclosure () -> String
) throws(NumericsError) {
  switchAbortHandlerOff()
  let status = call()
  guard status != GSL_SUCCESS else { return }
  throw .library(status, operation())
}

/// An allocation by GSL; nil only when memory is exhausted.
func allocated<Memory>(
  _ call: @autoclosure () -> UnsafeMutablePointer<Memory>?
) throws(NumericsError) -> UnsafeMutablePointer<Memory> {
  switchAbortHandlerOff()
  guard let memory = unsafe call() else {
    throw NumericsError(
      .library, "there is no memory for a numerical work space", advice: "close other programs")
  }
  return unsafe memory
}

extension NumericsError {
  static func library(_ status: Int32, _ operation: String) -> Self {
    let reason = unsafe String(cString: gsl_strerror(status))
    return Self(
      .library, "\(operation) failed: \(reason)",
      advice: "check that the inputs are of ordinary size, and report this with the analysis file")
  }
}
