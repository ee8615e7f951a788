/// The decimal digits of a number, for text that people read.
///
/// Works on the shortest digits that name the double, so that it depends on no locale and gives
/// the same text on every platform; halves round away from zero.
struct DecimalText {
  private var digits: [UInt8]
  /// The number is `0.d₁d₂d₃… × 10^exponent`.
  private var exponent: Int
  private let isNegative: Bool

  /// - Parameter value: Finite.
  init(_ value: Double) {
    let text = value.magnitude.description.split(separator: "e")
    let mantissa = text[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0].utf8.map { $0 - 48 }
    let fraction = mantissa.count > 1 ? mantissa[1].utf8.map { $0 - 48 } : []
    exponent = whole.count + (text.count > 1 ? Int(text[1]) ?? 0 : 0)
    digits = whole + fraction
    isNegative = value < 0
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    if digits.isEmpty { exponent = 1 }
  }

  /// As in `0.0912`, `1235`, `3.20e-7`: that many significant digits or more before the point.
  func significant(_ count: Int) -> String {
    let isPlain = exponent >= -3 && exponent <= 7
    let rounded = self.rounded(to: isPlain ? max(count, exponent) : count)
    guard !rounded.digits.isEmpty else { return "0" }
    guard isPlain else { return rounded.scientific(count) }
    return rounded.plain(places: max(0, count - rounded.exponent))
  }

  /// As in `0.091`: that many digits behind the point.
  func fixed(_ places: Int) -> String { rounded(to: exponent + places).plain(places: places) }

  private func rounded(to count: Int) -> DecimalText {
    var result = self
    guard count >= 0 else {
      result.digits = []
      return result
    }
    guard count < digits.count else { return self }
    let up = digits[count] >= 5
    result.digits = Array(digits[..<count])
    if up { result.increment() }
    return result
  }

  private mutating func increment() {
    var position = digits.count - 1
    while position >= 0, digits[position] == 9 {
      digits[position] = 0
      position -= 1
    }
    if position >= 0 {
      digits[position] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  private func plain(places: Int) -> String {
    let whole = (0..<max(1, exponent)).map { exponent < 1 ? 0 : digit($0) }
    let fraction = (0..<places).map { digit(exponent + $0) }
    return sign + text(whole) + (places > 0 ? "." + text(fraction) : "")
  }

  private func scientific(_ count: Int) -> String {
    let fraction = (1..<max(1, count)).map(digit)
    return sign + text([digit(0)]) + (fraction.isEmpty ? "" : "." + text(fraction))
      + "e\(exponent - 1)"
  }

  private var sign: String { isNegative && digits.contains { $0 > 0 } ? "-" : "" }

  private func digit(_ position: Int) -> UInt8 {
    digits.indices.contains(position) ? digits[position] : 0
  }

  private func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }
}

extension Double {
  /// Rounded to significant digits, for text.
  func text(significant count: Int) -> String {
    isFinite ? DecimalText(self).significant(count) : description
  }

  /// This number and its uncertainty, which has two significant digits, to the same place behind the
  /// point: `0.103` and `0.079`. A number that is exact has three significant digits.
  func texts(with uncertainty: Double) -> (value: String, uncertainty: String) {
    let small = uncertainty.text(significant: 2)
    guard isFinite, uncertainty > 0, uncertainty.isFinite, !small.contains("e") else {
      return (text(significant: 3), small)
    }
    let places = small.firstIndex(of: ".").map { small[$0...].count - 1 } ?? 0
    return (text(places: places), small)
  }

  /// A fraction as in `90 %` or `99.7 %`, with no more digits than it has.
  var percent: String {
    let text = (100 * self).text(places: 3)
    let end = text.lastIndex { $0 != "0" && $0 != "." } ?? text.startIndex
    let point = text.firstIndex(of: ".") ?? text.endIndex
    return (end < point ? text[..<point] : text[...end]) + " %"
  }

  /// Rounded to digits behind the point, for text.
  func text(places: Int) -> String { isFinite ? DecimalText(self).fixed(places) : description }
}
