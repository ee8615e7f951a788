/// The composed Unicode form (NFC) of text, as UTF-8.
enum ComposedText {
  /// A character whose composed form is not certain.
  struct UnsupportedCharacter: Error {}

  /// The standard library has no public name for NFC; `_nfcCodeUnits` is the form that its own
  /// string comparison uses. The test suite compares it with an independent implementation over
  /// all of Unicode, so a change in the toolchain cannot pass unseen.
  static func utf8(of text: String) throws(UnsupportedCharacter) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    guard text.unicodeScalars.allSatisfy(isSupported) else { throw UnsupportedCharacter() }
    return text._nfcCodeUnits
  }

  /// Unassigned characters may still get a decomposition. The other three (Tibetan vowel signs whose
  /// use Unicode discourages) decompose into marks without being marks themselves, which the
  /// standard library of Swift 6.3 overlooks when it sorts them among the marks before them.
  private static func isSupported(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory != .unassigned
      && ![0x0F73, 0x0F75, 0x0F81].contains(scalar.value)
  }
}
