import BlindAnalysis
import Ledger

extension String {
  /// The text, safe for a terminal, in single quotes: names come from files anybody may have written.
  var quoted: String { "'\(printable)'" }
}

/// The known name that looks most like a misspelling, if one does.
func nearestNames(to name: String, among known: [String]) -> [String] {
  known.prefix(10_000).nearest(to: name).map { [$0] } ?? []
}

/// Says what was meant or, where nothing is near, what there is.
func suggestion(nearest: [String], known: [String]) -> String {
  guard nearest.isEmpty else {
    return "; did you mean \(nearest.map(\.quoted).joined(separator: " or "))?"
  }
  guard !known.isEmpty else { return "; there is none" }
  let shown = known.sorted().prefix(8).map(\.quoted).joined(separator: ", ")
  return "; there are \(shown)" + (known.count > 8 ? ", …" : "")
}
