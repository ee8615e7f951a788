import Foundation
import Testing

@testable import EventData

private func parsed(_ text: String) -> Double? {
  let bytes = Array(text.utf8)
  return DecimalParser().number(bytes.span, 0, bytes.count)
}

/// The C library's answer, if it takes the whole text.
private func byLibrary(_ text: String) -> Double? {
  unsafe text.withCString { start in
    var end: UnsafeMutablePointer<CChar>?
    let value = unsafe strtod(start, &end)
    guard let end = unsafe end, unsafe end > start else { return nil }
    return unsafe end.pointee == 0 ? value : nil
  }
}

@Suite("Decimal numbers") struct DecimalParserTests {
  @Test(
    "agree with strtod bit for bit",
    arguments: [
      "0", "-0", "+0", "00012", "1.", ".5", "-.5e1", "1e0", "1E+5", "1e-5", "12345678901234567890",
      "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740993e22",
      "0.1", "0.3", "1e22", "1e23", "123456789e-22", "5e-324", "2.4703282292062327e-324",
      "2.4703282292062328e-324", "2.2250738585072011e-308", "1.7976931348623157e308",
      "1.7976931348623159e308", "1e309", "-1e400", "1e-400", "1e99999999999999999999",
      "0e99999999999999999999", "1e-99999999999999999999", "0.000000000000000000000000000000001",
      "100000000000000000000000000000000.5", "1234567890123456789012.", "18446744073709551615",
      "18446744073709551616", "1844674407370955160.9", "8.5070591730234616e37",
      "0.500000000000000166533453693773481063544750213623046875",
    ])
  func edges(text: String) {
    #expect(parsed(text)?.bitPattern == byLibrary(text)?.bitPattern)
  }

  @Test("agree with strtod on random texts", arguments: 1...8)
  func random(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let texts = (0..<5000).map { _ in Self.randomNumber(using: &generator) }
    #expect(texts.filter { parsed($0)?.bitPattern != byLibrary($0)?.bitPattern } == [])
  }

  @Test("read back every double in its shortest form and in seventeen digits")
  func roundTrip() {
    var generator = SeededGenerator(seed: 99)
    let values = (0..<20_000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    #expect(values.filter { parsed("\($0)")?.bitPattern != $0.bitPattern } == [])
    let long = values.filter { parsed(String(format: "%.17g", $0))?.bitPattern != $0.bitPattern }
    #expect(long == [])
  }

  @Test("may be no numbers by name", arguments: ["nan", "NaN", "+nan", "-NAN"])
  func notANumber(text: String) {
    #expect(parsed(text)?.isNaN == true)
  }

  @Test("may be infinite by name")
  func infinite() {
    for text in ["inf", "Inf", "+INF", "infinity", "Infinity"] {
      #expect(parsed(text) == .infinity)
      #expect(parsed(text.hasPrefix("+") ? "-inf" : "-" + text) == -.infinity)
    }
  }

  @Test(
    "are nothing else",
    arguments: [
      "", " ", "+", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "0x1p3", "1 2", " 1", "1 ",
      "--1", "+-1", "nan(1)", "in", "infinit", "infinityy", "١", "1_000", "1d5", "1e5.0", "𝟏",
    ])
  func refused(text: String) {
    #expect(parsed(text) == nil)
  }

  private static func randomNumber(using generator: inout SeededGenerator) -> String {
    func digits(_ most: Int) -> String {
      let count = Int.random(in: 0...most, using: &generator)
      return String((0..<count).map { _ in "0123456789".randomElement(using: &generator) ?? "0" })
    }
    var text = ["", "-", "+"].randomElement(using: &generator) ?? ""
    text += digits(22)
    if Bool.random(using: &generator) { text += "." + digits(22) }
    if Bool.random(using: &generator) {
      text += "e\(Int.random(in: -340...320, using: &generator))"
    }
    return text
  }
}
