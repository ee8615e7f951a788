import BlindAnalysis
import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

/// Sketches of events, compared with sets of them.
@Suite("Sketches of events") struct EventSketchTests {
  private let hash = EventHash()

  private func sketch(_ events: some Sequence<Int>, run: Int64 = 9000) -> EventSketch {
    var maker = EventSketchMaker()
    let numbers = events.map(Int64.init)
    let (runs, spills) = (numbers.map { _ in run }, numbers.map { _ in 3 as Int64 })
    for hash in hash(columns: [runs, spills, numbers], count: numbers.count) { maker.add(hash) }
    return maker.finished
  }

  @Test("the order of identifiers and of events does not matter, nor how often one occurs")
  func order() {
    #expect(hash([1, 2, 3]) == hash([3, 1, 2]))
    #expect(hash([1, 2, 3]) != hash([1, 2, 4]) && hash([1, 1]) != hash([2, 2]))
    #expect(hash([0, 0]) != hash([0]) && hash([-1]) != hash([1]))
    let columns = [[1, 4, -7, 0], [2, 5, 0], [3, 6, 9]] as [[Int64]]
    let single = [hash([1, 2, 3]), hash([4, 5, 6]), hash([-7, 0, 9])]
    #expect(hash(columns: columns, count: 3) == single)
    let forwards = sketch(0..<30_000)
    #expect(forwards == sketch((0..<30_000).reversed()))
    #expect(forwards == sketch(Array(0..<30_000) + Array(0..<9000)))
  }

  @Test("holds every hash up to its threshold", arguments: [0, 1, 1023, 1024, 1025, 300_000])
  func complete(count: Int) {
    let all = (0..<count).map { hash([9000, 3, Int64($0)]) }.sorted()
    let sketch = sketch(0..<count)
    #expect(sketch.hashes == all.filter { $0 <= sketch.threshold })
    #expect(sketch.hashes.count >= min(count, 1024) && sketch.hashes.count <= 4096)
    let isUsual = sketch.threshold == UInt64.max >> 8
    #expect(isUsual == (count == 300_000))
  }

  @Test("is cut at 4096 hashes, and compares there with any other")
  func cut() {
    let large = sketch(0..<1_500_000)
    #expect(large.hashes.count == 4096 && large.threshold == large.hashes.last)
    let skim = sketch(stride(from: 5, to: 1_500_000, by: 100))
    #expect(large.sharesEvents(with: skim) && skim.sharesEvents(with: large))
    #expect(!large.sharesEvents(with: sketch(0..<100_000, run: 9001)))
  }

  @Test(
    "finds a part in the whole, and a tenth of known events among new ones",
    arguments: [(1, true), (2, true), (10, true), (50, true), (100, true)])
  func parts(step: Int, isFound: Bool) {
    let all = sketch(0..<20_000)
    let part = sketch(stride(from: 0, to: 20_000, by: step))
    #expect(all.sharesEvents(with: part) == isFound && part.sharesEvents(with: all) == isFound)
    #expect(all.sharesEvents(with: sketch(18_000..<38_000)))
    #expect(!all.sharesEvents(with: sketch(20_000..<40_000)))
    #expect(!all.sharesEvents(with: sketch([])) && !sketch([]).sharesEvents(with: sketch([])))
  }

  @Test("a handful in a million is chance or a mistake, not known data")
  func few() {
    #expect(!sketch(0..<200_000).sharesEvents(with: sketch(199_990..<399_990)))
  }

  @Test("is read back as it was, and nothing else is read", arguments: [0, 7, 5000])
  func record(count: Int) throws {
    let sketch = sketch(0..<count)
    #expect(try EventSketch(reading: sketch.canonical) == sketch)
    let text = sketch.canonical.string ?? ""
    for bad in [text + "0", String(text.dropLast()), text + "zzzzzzzzzzzzzzzz", ""] {
      #expect(refusal { _ = try EventSketch(reading: .string(bad)) } == .ledgerInvalid)
    }
    #expect(refusal { _ = try EventSketch(reading: 3) } == .ledgerInvalid)
  }

  @Test("hashes are even: no bit of them is seen in the numbers of events")
  func even() {
    let hashes = (0..<4096).map { hash([9000, 3, Int64($0)]) }
    for bit in 0..<64 {
      let ones = hashes.count { $0 >> bit & 1 == 1 }
      // Five standard deviations of a fair coin.
      #expect(abs(ones - 2048) < 160, "bit \(bit)")
    }
  }
}
