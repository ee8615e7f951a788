/// Reads decimal numbers out of text, correctly rounded.
///
/// Up to 19 digits and small powers of ten are exact in binary, so that one multiplication or
/// division gives the nearest double (W. D. Clinger, "How to read floating point numbers
/// accurately", PLDI 1990, section 3). Everything else goes to the standard library.
struct DecimalParser {
  /// The number that fills `bytes[start ..< end]`; nil if the field is anything else.
  ///
  /// Accepted are an optional sign, digits with at most one point, an optional exponent; and, in
  /// any case of letters, `nan`, `inf` and `infinity`.
  func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var position = start
    if let number = leadingNumber(bytes, &position, end) { return position == end ? number : nil }
    return namedNumber(bytes, start, end)
  }

  /// The number in digits that starts at `position`, which is moved behind it.
  @inline(__always)
  func leadingNumber(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Double? {
    let start = position
    let isNegative = takeSign(bytes, &position, end)
    guard var digits = DecimalDigits(bytes, &position, end),
      digits.takeExponent(bytes, &position, end)
    else { return nil }
    guard let magnitude = exact(digits) else { return rounded(bytes, start, position) }
    return isNegative ? -magnitude : magnitude
  }

  /// The value, if digits and power of ten are both exact in binary.
  @inline(__always)
  private func exact(_ digits: DecimalDigits) -> Double? {
    let largestExact: UInt64 = 1 << 53
    guard digits.isComplete, digits.significand <= largestExact else { return nil }
    let significand = Double(digits.significand)
    if digits.exponent == 0 || digits.significand == 0 { return significand }
    guard (-22...22).contains(digits.exponent) else { return nil }
    let power = Self.exactPowerOfTen(abs(digits.exponent))
    return digits.exponent < 0 ? significand / power : significand * power
  }

  /// The powers of ten that a double holds exactly; a switch needs no memory to be counted.
  @inline(__always)
  private static func exactPowerOfTen(_ exponent: Int) -> Double {
    switch exponent {
    case 0: 1e0
    case 1: 1e1
    case 2: 1e2
    case 3: 1e3
    case 4: 1e4
    case 5: 1e5
    case 6: 1e6
    case 7: 1e7
    case 8: 1e8
    case 9: 1e9
    case 10: 1e10
    case 11: 1e11
    case 12: 1e12
    case 13: 1e13
    case 14: 1e14
    case 15: 1e15
    case 16: 1e16
    case 17: 1e17
    case 18: 1e18
    case 19: 1e19
    case 20: 1e20
    case 21: 1e21
    default: 1e22
    }
  }

  private func rounded(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var text = [UInt8]()
    text.reserveCapacity(end - start)
    for index in start..<end { text.append(bytes[index]) }
    return Double(String(decoding: text, as: UTF8.self))
  }

  private func namedNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var position = start
    let isNegative = takeSign(bytes, &position, end)
    guard (3...8).contains(end - position) else { return nil }
    var letters = [UInt8]()
    for index in position..<end { letters.append(bytes[index] | 0x20) }
    switch String(decoding: letters, as: UTF8.self) {
    case "nan": return .nan
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    default: return nil
    }
  }
}

/// Steps over a sign; true for a minus.
@inline(__always)
private func takeSign(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
  guard position < end else { return false }
  let isMinus = bytes[position] == UInt8(ascii: "-")
  if isMinus || bytes[position] == UInt8(ascii: "+") { position += 1 }
  return isMinus
}

/// The digits of a decimal number as one integer times a power of ten.
struct DecimalDigits {
  private(set) var significand: UInt64 = 0
  private(set) var exponent = 0
  /// Whether the integer holds all digits; 19 always fit.
  private(set) var isComplete = true

  /// Reads digits with at most one point; nil if there is no digit.
  init?(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
    let start = position
    take(bytes, &position, end)
    var digitCount = position - start
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let pointPlace = position
      take(bytes, &position, end)
      exponent = pointPlace - position
      digitCount += position - pointPlace
    }
    guard digitCount > 0 else { return nil }
  }

  @inline(__always)
  private mutating func take(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
    let lastSafe = UInt64.max / 10 - 1
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      if significand <= lastSafe {
        significand = significand &* 10 &+ UInt64(digit)
      } else {
        isComplete = false
      }
      position += 1
    }
  }

  /// Reads an exponent if there is one; false if its digits are missing.
  mutating func takeExponent(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
    guard position < end, bytes[position] | 0x20 == UInt8(ascii: "e") else { return true }
    position += 1
    let isNegative = takeSign(bytes, &position, end)
    let start = position
    var power = 0
    while position < end, bytes[position] &- UInt8(ascii: "0") < 10 {
      let beyondAnyDouble = 100_000
      power = min(power * 10 + Int(bytes[position] &- UInt8(ascii: "0")), beyondAnyDouble)
      position += 1
    }
    exponent += isNegative ? -power : power
    return position > start
  }
}
