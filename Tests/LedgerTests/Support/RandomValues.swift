import TestSupport

@testable import Ledger

extension SplitMix {
  /// A value with hostile numbers and texts, nested up to `depth`.
  mutating func value(depth: Int = 4) -> CanonicalValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: .null
    case 1: .bool(Bool.random(using: &self))
    case 2: .integer(integer())
    case 3: .real(real())
    case 4: .string(text())
    case 5: .array((0..<count()).map { _ in value(depth: depth - 1) })
    default:
      .object(
        Dictionary((0..<count()).map { _ in (text(), value(depth: depth - 1)) }) { _, last in last }
      )
    }
  }

  private mutating func count() -> Int { Int.random(in: 0...4, using: &self) }

  private mutating func integer() -> Int {
    Int(truncatingIfNeeded: next()) >> Int.random(in: 0..<64, using: &self)
  }

  private mutating func real() -> Double {
    let simple = [0.0, -0.0, 50, 0.1, 1e300, 1e-300, 5e15, 9.2e18, 9.3e18, 0x1p62, 0x1p-1074]
    if Bool.random(using: &self) { return simple.randomElement(using: &self) ?? 0 }
    let value = Double(bitPattern: next())
    return value.isFinite ? value : 0.25
  }

  private mutating func text() -> String {
    let pieces = ["a", "b", "é", "e\u{301}", "\"", "\\", "\n", "\0", "😀", "\u{FB33}", "가", "/"]
    return (0..<count()).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
