import Ledger

/// The text of a gnuplot script on its way.
struct GnuplotScript {
  private var lines: [String]
  /// As every report carries it.
  let grade: String

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A script that draws an SVG of 800 by 600 points with the caption that every figure has.
  ///
  /// - Parameter name: Of the file, for whoever draws it again.
  init(_ name: String, _ title: String, _ caption: FigureCaption) {
    grade = caption.grade
    lines = [
      "# \(title.printable)", "# \(caption.origin)", "# \(grade.printable)",
      "# gnuplot -d \(name).gp > \(name).svg",
      "set terminal svg size 800,600 font 'DejaVu Sans,14' background 'white' dashlength 1",
      "set encoding utf8", "set termoption noenhanced", "set decimalsign '.'", "set samples 2",
    ]
    label(title, x: 0.11, y: 0.965, size: 16)
    warn(caption.warnings)
    label(caption.origin, x: 0.02, y: 0.055, size: 11, colour: Colour.grey)
    label(grade, x: 0.02, y: 0.02, size: 11, colour: Colour.grey)
  }

  /// Below the title: one line, or two closer ones.
  private mutating func warn(_ warnings: [String]) {
    let rest = warnings.dropFirst().joined(separator: "; ")
    let height = rest.isEmpty ? 0.925 : 0.936
    label(warnings.first ?? "", x: 0.11, y: height, size: 12, colour: Colour.red)
    label(rest, x: 0.11, y: 0.91, size: 12, colour: Colour.red)
  }

  /// The colours that mean something, in quotes.
  enum Colour {
    static let black = "'#000000'"
    /// The box, and warnings.
    static let red = "'#b00020'"
    /// What was fitted.
    static let blue = "'#1f4e9c'"
    /// What may be passed over.
    static let grey = "'#606060'"
  }

  /// How an area is filled that is shut.
  static let hatched = "fillstyle pattern 4 transparent noborder fillcolor rgb '#909090'"

  mutating func add(_ line: String) { lines.append(line) }

  /// Rows of numbers with a name, which `plot` takes instead of a file.
  mutating func data(_ name: String, _ rows: [[Double]]) {
    lines.append("$\(name) << EOD")
    // gnuplot refuses a plot without any point; this one lies nowhere.
    let shown = rows.isEmpty ? [Array(repeating: Double.nan, count: 8)] : rows
    lines += shown.map { $0.map { $0.isFinite ? $0.description : "NaN" }.joined(separator: " ") }
    lines.append("EOD")
  }

  /// One line of text that begins at a place of the whole picture, from 0 to 1 to the right and up.
  mutating func label(
    _ text: String, x: Double, y: Double, size: Int, colour: String = Colour.black
  ) {
    guard !text.isEmpty else { return }
    lines.append(
      "set label \(text.quoted) at screen \(x), screen \(y) font ',\(size)' "
        + "textcolor rgb \(colour) front noenhanced")
  }

  /// Where a plot lies in the whole picture.
  mutating func place(left: Double = 0.11, right: Double = 0.96, bottom: Double, top: Double) {
    let margins = [("l", left), ("r", right), ("b", bottom), ("t", top)]
    lines += margins.map { "set \($0)margin at screen \($1)" }
  }

  mutating func axis(_ letter: String, _ title: String, _ range: ClosedRange<Double>) {
    lines.append("set \(letter)label \(title.quoted) noenhanced")
    lines.append("set \(letter)range [\(range.lowerBound):\(range.upperBound)]")
  }

  /// Powers of ten along an axis, of which the labels are the exponents.
  mutating func logarithmic(_ letter: String) {
    lines += [
      "set logscale \(letter)", "set format \(letter) '10^{%T}'", "set termoption enhanced",
    ]
  }

  mutating func plot(_ parts: [String]) { add("plot " + parts.joined(separator: ", \\\n  ")) }
}

extension String {
  /// A text that gnuplot takes as it is: in single quotes nothing is replaced or run.
  var quoted: String {
    "'" + printable.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }

  /// As in `E_ECAL (GeV)`.
  func with(unit: String) -> String { unit.isEmpty ? self : "\(self) (\(unit))" }
}
