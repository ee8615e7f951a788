import Ledger
import TestSupport
import Testing

/// Invariant I6 of the specification.
@Suite("Canonical form: properties") struct CanonicalPropertyTests {
  @Test("reading what was written gives the value back, in both layouts", arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    for _ in 0..<50 {
      let value = generator.value()
      let bytes = try value.canonicalBytes()
      #expect(try CanonicalValue(canonicalBytes: bytes) == value)
      #expect(try CanonicalValue(parsing: try value.indentedBytes()) == value)
      #expect(try CanonicalValue(parsing: bytes).canonicalBytes() == bytes)
    }
  }

  @Test("values are equal exactly when their bytes are", arguments: 0..<20)
  func equality(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let values = (0..<60).map { _ in generator.value(depth: 1) }
    let bytes = try values.map { try $0.canonicalBytes() }
    for left in values.indices {
      for right in values.indices {
        #expect((values[left] == values[right]) == (bytes[left] == bytes[right]))
        if values[left] == values[right] {
          #expect(values[left].hashValue == values[right].hashValue)
        }
      }
    }
  }

  @Test("no change of one byte of a canonical text is another text of the same value")
  func oneByteChanges() throws {
    let value: CanonicalValue = ["a": [1, 2.5, -3], "µ": "é\n", "z": [:], "t": true, "n": nil]
    let bytes = try value.canonicalBytes()
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max where byte != bytes[index] {
        var changed = bytes
        changed[index] = byte
        guard let other = try? CanonicalValue(canonicalBytes: changed) else { continue }
        #expect(other != value)
      }
    }
  }

  static let sameValues: [[String]] = [
    ["50", "50.0", "5e1", "0.5E+2", "500e-1", "50.000"],
    ["0", "-0", "0.0", "-0.0", "0e9", "-0e-9"],
    ["\"\u{E9}\"", "\"e\u{301}\"", "\"\\u00e9\"", "\"\\u0065\\u0301\"", "\"\\u00E9\""],
    ["{\"a\":1,\"b\":2}", " { \"b\" : 2 ,\n\t\"a\" : 1.0 } "],
    ["\"/\"", "\"\\/\"", "\"\\u002f\""],
  ]

  @Test("texts that mean the same have one digest", arguments: sameValues)
  func sameMeaning(texts: [String]) throws {
    let digests = try texts.map {
      try Digest(of: try CanonicalValue(parsing: Array($0.utf8)), as: RecordType("test"))
    }
    #expect(Set(digests).count == 1)
  }

  @Test("the layout for people is stable")
  func indented() throws {
    let value: CanonicalValue = ["b": [], "a": [1, ["x": nil]], "c": [:], "É": 0.5, "Z": "z"]
    let expected = """
      {
        "Z": "z",
        "a": [
          1,
          {
            "x": null
          }
        ],
        "b": [],
        "c": {},
        "É": 0.5
      }

      """
    #expect(String(decoding: try value.indentedBytes(), as: UTF8.self) == expected)
  }

  @Test("keys are sorted by UTF-8 bytes, not by UTF-16 units")
  func keyOrder() throws {
    let value: CanonicalValue = ["\u{FB33}": 1, "\u{1F600}": 2, "B": 3, "a": 4, "": 5]
    let text = String(decoding: try value.canonicalBytes(), as: UTF8.self)
    // U+FB33 is written decomposed: it is excluded from composition (UAX #15).
    #expect(text == "{\"\":5,\"B\":3,\"a\":4,\"\u{5D3}\u{5BC}\":1,\"\u{1F600}\":2}")
  }

  @Test("members and elements that are not there are nil")
  func access() {
    let value: CanonicalValue = ["list": [1, 2.5], "name": "x", "yes": true, "none": nil]
    #expect(value["list"]?[0]?.integer == 1)
    #expect(value["list"]?[0]?.real == 1)
    #expect(value["list"]?[1]?.integer == nil)
    #expect(value["list"]?[1]?.real == 2.5)
    #expect(value["list"]?[2] == nil)
    #expect(value["list"]?[-1] == nil)
    #expect(value["name"]?.string == "x")
    #expect(value["yes"]?.bool == true)
    #expect(value["none"]?.isNull == true)
    #expect(value["missing"] == nil)
    #expect(value["name"]?["x"] == nil)
  }
}
