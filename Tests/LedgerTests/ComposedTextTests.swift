import Testing

@testable import Ledger

/// The only test between us and a standard library that composes otherwise.
@Suite("Composed Unicode form against Python's unicodedata") struct ComposedTextTests {
  private func text(_ codes: Substring) -> String {
    var text = String.UnicodeScalarView()
    for code in codes.split(separator: " ") {
      text.append(UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
    }
    return String(text)
  }

  @Test("random sequences of marks, letters and syllables")
  func sequences() throws {
    for row in try oracleRows("composed.txt").dropFirst() {
      let columns = row.split(separator: ";")
      #expect(try ComposedText.utf8(of: text(columns[0])) == Array(text(columns[1]).utf8), "\(row)")
    }
  }

  @Test("every character of the Unicode version that the oracle knows")
  func allOfUnicode() throws {
    var digest = StreamingDigest(prefix: [])
    for code in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(code), scalar.properties.generalCategory != .unassigned,
        let age = scalar.properties.age, age.major <= 14, ![0xF73, 0xF75, 0xF81].contains(code)
      else { continue }
      digest.update(bytes: try ComposedText.utf8(of: String(scalar)) + [UInt8(ascii: "\n")])
    }
    #expect(try oracleRows("composed.txt")[0] == digest.finished.hexadecimal)
  }

  @Test("characters whose form is not certain are refused")
  func uncertain() {
    for text in ["\u{378}", "\u{FFFE}", "a\u{10FFFF}", "\u{F73}", "\u{F75}", "a\u{301}\u{F81}"] {
      #expect(throws: ComposedText.UnsupportedCharacter.self) { try ComposedText.utf8(of: text) }
    }
  }
}
