/// The 64-bit xxHash with seed zero, which ROOT writes in front of each LZ4 block.
///
/// Source: Y. Collet, *xxHash fast digest algorithm*, specification 0.1.1, section "XXH64".
enum XXHash64 {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let total = bytes.count
    var position = 0
    var hash = unsafe total < 32 ? prime5 : stripes(bytes, &position)
    hash &+= UInt64(total)
    while total - position >= 8 {
      hash ^= round(0, unsafe word(bytes, position))
      hash = rotate(hash, 27) &* prime1 &+ prime4
      position += 8
    }
    if total - position >= 4 {
      let half = unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
      hash ^= UInt64(UInt32(littleEndian: half)) &* prime1
      hash = rotate(hash, 23) &* prime2 &+ prime3
      position += 4
    }
    while position < total {
      hash ^= UInt64(unsafe bytes[position]) &* prime5
      hash = rotate(hash, 11) &* prime1
      position += 1
    }
    return avalanche(hash)
  }

  /// The part that takes 32 bytes at a time, in four independent lanes.
  private static func stripes(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> UInt64 {
    var (lane1, lane2) = (prime1 &+ prime2, prime2)
    var (lane3, lane4) = (UInt64(0), 0 &- prime1)
    while bytes.count - position >= 32 {
      lane1 = round(lane1, unsafe word(bytes, position))
      lane2 = round(lane2, unsafe word(bytes, position + 8))
      lane3 = round(lane3, unsafe word(bytes, position + 16))
      lane4 = round(lane4, unsafe word(bytes, position + 24))
      position += 32
    }
    var hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
    for lane in [lane1, lane2, lane3, lane4] {
      hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
    }
    return hash
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* prime2, 31) &* prime1
  }

  private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }

  private static func avalanche(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }
}
