import Testing

@testable import Ledger

/// Rows L1–L3 and invariant I5: whatever is done below an anchor is noticed.
@Suite("Tampering with the ledger") struct LedgerTamperingTests {
  let bytes: [UInt8]
  let anchor: LedgerHead

  init() throws {
    bytes = file(try lines(of: sampleDrafts))
    anchor = try LedgerHistory(verifying: bytes, now: moment(120)).head
  }

  @Test("the untouched ledger passes")
  func untouched() throws {
    #expect(refusal(of: bytes, against: anchor) == nil)
    #expect(anchor.entries == 3)
  }

  @Test("every flip of one bit")
  func bitFlips() {
    var passed: [Int] = []
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        if refusal(of: changed, against: anchor) != 23 { passed.append(index) }
      }
    }
    #expect(passed.isEmpty)
  }

  @Test("every truncation: refused with an anchor, an older valid history without")
  func truncations() throws {
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    for count in 0..<bytes.count {
      let cut = Array(bytes.prefix(count))
      #expect(refusal(of: cut, against: anchor) == 23)
      let history = try LedgerHistory(verifying: cut, now: moment(120))
      #expect(history.entries.count == ends.count { $0 < count })
      #expect(history.hasTornTail == (count > 0 && cut.last != UInt8(ascii: "\n")))
    }
  }

  @Test("lines deleted, duplicated or swapped")
  func rearranged() throws {
    let original = try lines(of: sampleDrafts)
    for index in original.indices {
      var deleted = original
      deleted.remove(at: index)
      #expect(refusal(of: file(deleted), against: anchor) == 23)
      #expect((refusal(of: file(deleted)) == nil) == (index == 2))
      for other in 0...original.count {
        var duplicated = original
        duplicated.insert(original[index], at: other)
        #expect(refusal(of: file(duplicated)) == 23)
      }
      for other in original.indices where other != index {
        var swapped = original
        swapped.swapAt(index, other)
        #expect(refusal(of: file(swapped)) == 23)
      }
    }
  }

  @Test("an entry made up in the middle, or changed, with all later lines chained anew")
  func rechained() throws {
    for index in 0...sampleDrafts.count {
      var drafts = sampleDrafts
      drafts.insert(draft("made-up", at: moment(index < 1 ? 0 : 60)), at: index)
      // Well-formed, so only the anchor can tell; after the anchor it is a true continuation.
      let forged = file(try lines(of: drafts))
      #expect(refusal(of: forged) == nil)
      #expect(refusal(of: forged, against: anchor) == (index < 3 ? 23 : nil))
    }
    for index in sampleDrafts.indices {
      var drafts = sampleDrafts
      drafts[index] = draft("changed", at: sampleDrafts[index].time)
      #expect(refusal(of: file(try lines(of: drafts)), against: anchor) == 23)
    }
  }

  @Test("an anchor holds for every later state, and for no other history")
  func anchors() throws {
    let history = try LedgerHistory(verifying: bytes, now: moment(120))
    for count in 0...3 {
      let past = file(try lines(of: Array(sampleDrafts.prefix(count))))
      let head = try LedgerHistory(verifying: past, now: moment(120)).head
      try history.verify(against: head)
      let other = LedgerHead(entries: count, digest: Digest(ofBytes: [], as: RecordType("other")))
      #expect(throws: LedgerError.differsFromAnchor(other)) { try history.verify(against: other) }
    }
    let longer = LedgerHead(entries: 4, digest: anchor.digest)
    #expect(throws: LedgerError.shorterThanAnchor(longer, entries: 3)) {
      try history.verify(against: longer)
    }
  }

  @Test("heads are read back from their text and value, and from nothing else")
  func heads() {
    #expect(LedgerHead(parsing: anchor.description) == anchor)
    #expect(LedgerHead(anchor.canonicalValue) == anchor)
    for text in ["", "3", "03 \(anchor.digest)", "-3 \(anchor.digest)", "\(anchor) ", " \(anchor)"]
    {
      #expect(LedgerHead(parsing: text) == nil)
    }
    #expect(LedgerHead(["entries": 3]) == nil)
    #expect(LedgerHead(["entries": -1, "head": .string(anchor.digest.description)]) == nil)
  }
}
