/// An element of the field of 256 elements, modulo x⁸ + x⁴ + x³ + x + 1: FIPS 197, section 4.
///
/// No table and no branch depends on a value, so that the time taken does not either.
struct FieldByte: Hashable {
  let bits: UInt8

  init(_ bits: UInt8) { self.bits = bits }

  /// Sum and difference are the same.
  static func + (left: FieldByte, right: FieldByte) -> FieldByte {
    FieldByte(left.bits ^ right.bits)
  }

  static func * (left: FieldByte, right: FieldByte) -> FieldByte {
    var (product, shifted) = (0 as UInt8, left.bits)
    for place in 0..<8 as Range<UInt8> {
      product ^= shifted & mask(right.bits >> place & 1)
      shifted = shifted << 1 ^ 0x1B & mask(shifted >> 7)
    }
    return FieldByte(product)
  }

  /// The 254th power, which is 1/x for every x but zero, and zero for zero.
  var inverse: FieldByte {
    var (power, result) = (self * self, FieldByte(1))
    for _ in 0..<7 {
      result = result * power
      power = power * power
    }
    return result
  }

  /// All bits for 1, none for 0.
  private static func mask(_ bit: UInt8) -> UInt8 { 0 &- bit }
}
