/// The character classes of the expression language; every other byte starts an error.
extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isNameStart: Bool { (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || self == 0x5F }
  var isNamePart: Bool { isNameStart || isDigit }
  var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var isPoint: Bool { self == 0x2E }
}
