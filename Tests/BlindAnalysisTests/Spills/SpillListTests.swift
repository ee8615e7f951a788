import BlindAnalysis
import Ledger
import TestSupport
import Testing

@Suite("Lists of spills") struct SpillListTests {
  private static let singles = "run,spill\n8501,1\n8501,3\n8502,7\n"

  private func list(_ text: String, as meaning: SpillList.Meaning = .good) throws -> SpillList {
    try SpillList(reading: Array(text.utf8), file: "spills.csv", as: meaning)
  }

  private func named(_ list: SpillList, run: Int64) -> [Int64] {
    (0...20).filter { list.uses(Spill(run: run, number: $0)) == (list.meaning == .good) }
  }

  @Test("use what they name, or all else", arguments: SpillList.Meaning.allCases)
  func meaning(meaning: SpillList.Meaning) throws {
    let list = try list(Self.singles, as: meaning)
    #expect(named(list, run: 8501) == [1, 3] && named(list, run: 8502) == [7])
    #expect(named(list, run: 8503) == [])
    #expect(list.uses(Spill(run: 1, number: 1)) == (meaning == .bad))
  }

  @Test("have stretches with both ends included, in any order and over each other")
  func stretches() throws {
    let list = try list(
      """
      # PMT 17 lost its gain
      run, first spill, last spill

      7, 12, 15
      7,2,4
      7, 3, 6
      7,9,9
      7,5,5
        # the end
      8, 0, 9223372036854775807
      9223372036854775807,20,20
      """)
    #expect(named(list, run: 7) == [2, 3, 4, 5, 6, 9, 12, 13, 14, 15])
    #expect(named(list, run: 8) == Array(0...20))
    #expect(list.uses(Spill(run: 8, number: .max)) && list.uses(Spill(run: .max, number: 20)))
    #expect(named(list, run: .max) == [20])
  }

  @Test("agree with a set of the spills, whatever the stretches", arguments: 0..<40)
  func againstSet(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    var (set, lines) = (Set<Spill>(), ["run,first spill,last spill"])
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let run = Int64.random(in: 1...3, using: &generator)
      let first = Int64.random(in: 0...18, using: &generator)
      let last = min(20, first + Int64.random(in: 0...4, using: &generator))
      lines.append("\(run),\(first),\(last)")
      set.formUnion((first...last).map { Spill(run: run, number: $0) })
    }
    let good = try list(lines.joined(separator: "\n"))
    let bad = try list(lines.joined(separator: "\r\n"), as: .bad)
    for run in Int64(1)...3 {
      for number in Int64(0)...20 {
        let spill = Spill(run: run, number: number)
        #expect(good.uses(spill) == set.contains(spill))
        #expect(bad.uses(spill) != set.contains(spill))
      }
    }
  }

  @Test(
    "have one digest for one set of spills, however it is written",
    arguments: [
      "run,spill\r\n8502,7\r\n8501,3\r\n8501,1\r\n", "\u{FEFF}run,spill\n8501,1\n8501,3\n8502,7",
      "# good\n\nrun , spill\n8501 ,\t1\n 08501,3\n8501,3\n8502,7\n",
      "run,first spill,last spill\n8501,1,1\n8501,3,3\n8502,7,7\n",
    ])
  func sameDigest(text: String) throws {
    #expect(try list(text).digest == list(Self.singles).digest)
  }

  @Test("have one digest for stretches that touch and the whole")
  func mergedDigest() throws {
    func digest(_ stretches: String) throws -> Digest {
      try list("run,first spill,last spill\n\(stretches)").digest
    }
    let whole = try digest("1,1,6\n")
    for pieces in ["1,4,6\n1,1,3\n", "1,4,6\n1,1,3\n1,2,5\n", "1,1,6\n1,2,3\n"] {
      #expect(try digest(pieces) == whole)
    }
    for others in ["1,1,2\n1,4,6\n", "1,1,3\n2,4,6\n", "1,1,5\n", "1,0,6\n"] {
      #expect(try digest(others) != whole)
    }
  }

  @Test("have another digest for other spills and another meaning")
  func otherDigest() throws {
    let others = try [
      list(Self.singles), list(Self.singles, as: .bad), list("run,spill\n8501,1\n8501,3\n"),
      list("run,spill\n8501,1\n8501,3\n8502,8\n"), list("run,spill\n8501,1\n8501,3\n8503,7\n"),
    ]
    #expect(Set(others.map(\.digest)).count == others.count)
  }

  @Test("of bad spills may be empty, of good ones not")
  func empty() throws {
    #expect(try list("run,spill\n", as: .bad).uses(Spill(run: 1, number: 1)))
    expect("run,spill\n# none\n", ["3:1: error: the list names no good spill"])
  }

  /// A text, and place and beginning of each finding.
  private static let mistakes: [(String, [String])] = [
    ("run,spill\n8501\n", ["2:1: error: expected 2 fields, as in '8501,12' under the header"]),
    ("run,spill\n8501,1,2\n", ["2:1: error: expected 2 fields"]),
    ("run,first spill,last spill\n1,2\n", ["2:1: error: expected 3 fields, as in '8501,12,40'"]),
    ("run,spill\n85x1,1\n", ["2:1: error: '85x1' is no run number; expected digits"]),
    ("run,spill\n8501,  1.5\n", ["2:8: error: '1.5' is no spill number"]),
    ("run,spill\n8501,-1\n", ["2:6: error: '-1' is no spill number"]),
    ("run,spill\n8501,\n", ["2:6: error: '' is no spill number"]),
    ("run,spill\n8501,9223372036854775808\n", ["2:6: error: '9223372036854775808' is no spill"]),
    ("run,spill\n\"8501\",1\n", ["2:1: error: '\"8501\"' is no run number"]),
    ("run,first spill,last spill\n1,7,3\n", ["2:3: error: the first spill, 7, comes after the"]),
    (
      "run,spill\na,b\n\n1,2\n3\n",
      ["2:1: error: 'a' is no run", "2:3: error: 'b' is no spill", "5:1: error: expected 2 fields"]
    ),
    ("run,spill\n1,\u{1B}[31m2\n", ["2:3: error: '\u{FFFD}[31m2' is no spill number"]),
  ]

  @Test("say what is wrong, where, and what to write", arguments: mistakes)
  func malformed(text: String, found: [String]) { expect(text, found) }

  @Test("of bytes that are no text are refused")
  func noText() {
    let bytes = Array("run,spill\n1,".utf8) + [0xFF, 0x00, 0x0A]
    #expect(throws: DefinitionError.self) {
      try SpillList(reading: bytes, file: "spills.csv", as: .bad)
    }
  }

  @Test(
    "without the header tell nothing of what the file holds",
    arguments: [
      "", "\n\n", "8501,1\n", "run,spill,event,ecal\n1,1,7,20.5\n", "spill,run\n", "run;spill\n",
      "Run,Spill\n", String(repeating: "7,20.5\n", count: 200_000),
    ])
  func noHeader(text: String) {
    let error = #expect(throws: DefinitionError.self) { try list(text) }
    #expect(
      error?.findings.rendered == """
        spills.csv:1:1: error: a list of spills begins with the line 'run,spill' or \
        'run,first spill,last spill' [spill-list-header]
          \n  ^\n
        """)
  }

  @Test("are refused over 1 MiB, with what to write instead")
  func tooLong() throws {
    let line = "8501,123\n"
    let count = ((1 << 20) - 10) / line.utf8.count
    let longest = "run,spill\n" + String(repeating: line, count: count)
    #expect(try list(longest).uses(Spill(run: 8501, number: 123)))
    expect(longest + line, ["1:1: error: a list of spills has at most 1 MiB; write stretches"])
  }

  private func expect(
    _ text: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: DefinitionError.self, sourceLocation: sourceLocation) {
      try list(text)
    }
    let lines = (error?.findings.rendered ?? "").split(separator: "\n")
      .filter { $0.hasPrefix("spills.csv:") }
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
    for (line, start) in zip(lines, expected) {
      #expect(line.hasPrefix("spills.csv:\(start)"), "\(line)", sourceLocation: sourceLocation)
    }
  }
}
