import Backgrounds
import Stats

extension ExtrapolationChecks {
  /// One line for each check, also for one that could not be made.
  var lines: [String] {
    let lines = [("profile error", profileText), ("goodness of fit", goodnessText)]
    return (lines + (validation.map { [("validation", $0.text)] } ?? []))
      .map { "  \($0): \($1)" }
  }

  private var profileText: String {
    switch profile {
    case .success(let interval):
      "-\(interval.lowerError?.event ?? "(open)") +\(interval.upperError?.event ?? "(open)")"
    case .failure(let error): "not found, \(error.reason)"
    }
  }

  private var goodnessText: String {
    switch goodness {
    case .success(let test):
      "Anderson-Darling \(test.statistic.text(significant: 3)), p = \(test.pValue.text(places: 3)) "
        + "± \(test.monteCarloError.text(places: 3)) from \(test.toys) refitted toys"
    case .failure(let error): "not found, \(error.reason)"
    }
  }
}

extension ValidationTest {
  fileprivate var text: String {
    "'\(region)', \(range.text): \(observed) found, \(predicted.event) ± \(statistical.event) "
      + "predicted, pull \(pull.text(places: 2)), p = \(pValue.text(significant: 2))"
  }
}
