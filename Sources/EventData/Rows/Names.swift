extension String {
  /// The text made safe for a terminal: control characters shown as `\u{..}`, long text cut.
  ///
  /// Names come from files that anybody may have written.
  var printable: String {
    var result = ""
    for scalar in unicodeScalars.prefix(200) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        result += scalar.escaped(asASCII: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return unicodeScalars.count > 200 ? result + "…" : result
  }

  /// The printable text in single quotes.
  var quoted: String { "'\(printable)'" }
}

/// At most three of the known names that look like a misspelling, nearest first.
func nearestNames(to name: String, among known: [String]) -> [String] {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  let tolerance = max(1, wanted.count / 3)
  let ranked: [(distance: Int, name: String)] = known.prefix(10_000).compactMap { candidate in
    let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
    let distance = editDistance(wanted, letters)
    return distance <= tolerance ? (distance, candidate) : nil
  }
  return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
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

/// Levenshtein's distance: insertions, deletions and replacements that turn one text into the other.
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var previous = Array(0...second.count)
  for (row, letter) in first.enumerated() {
    var current = [row + 1]
    for (column, other) in second.enumerated() {
      let replaced = previous[column] + (letter == other ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[second.count]
}
