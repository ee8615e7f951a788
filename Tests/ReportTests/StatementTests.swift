import BlindAnalysis
import Ledger
import Report
import TestSupport
import Testing

/// What people sign is what they see: all of it on a page, and nothing left out in silence.
@Suite("The statement") struct StatementTests {
  private static func analysis(
    backgrounds: Int, datasets: Int, steps: Int
  ) -> SampleAnalysis {
    .with { sample in
      let lines = (0..<backgrounds).map {
        "source \($0): {model: declared, value: 0.01 ± 0.005, source: a note}"
      }
      sample.backgrounds = "{\(lines.joined(separator: ", "))}"
      sample.datasets = (0..<datasets).map { index in
        var dataset = SampleAnalysis.Dataset()
        (dataset.name, dataset.files) = ("set-\(index)", "[data-\(index).csv]")
        return dataset
      }
      let agreed = (0..<steps).map { "  n = \($0): publish the limit\n" }
      sample.procedure =
        steps == 0 ? "" : "procedure:\n\(agreed.joined())  n >= \(steps): think again"
    }
  }

  private static func statement(_ analysis: SampleAnalysis) throws -> Statement {
    Statement(of: try SampleReport(analysis).project.freezeRecord())
  }

  @Test(
    "has at most 60 lines, whatever the analysis holds",
    arguments: [
      (1, 1, 0), (100, 1, 0), (1, 100, 0), (1, 1, 100), (100, 100, 100), (20, 10, 7), (16, 6, 7),
      (17, 7, 8),
    ])
  func length(backgrounds: Int, datasets: Int, steps: Int) throws {
    let statement = try Self.statement(
      Self.analysis(backgrounds: backgrounds, datasets: datasets, steps: steps))
    #expect(statement.lines.count <= 60)
    #expect(statement.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
    #expect(statement.lines.allSatisfy { !$0.contains("\n") })
  }

  @Test("says how many datasets, backgrounds and steps it does not list")
  func omissions() throws {
    let text = try Self.statement(Self.analysis(backgrounds: 100, datasets: 50, steps: 70)).text
    func listed(_ piece: String) -> Int { text.ranges(of: piece).count }
    let sources = listed("\n  source ")
    #expect(sources > 10 && text.contains("and \(100 - sources) more sources"))
    let datasets = listed("on target")
    #expect(datasets > 3 && text.contains("and \(50 - datasets) more datasets"))
    let steps = listed("\n  n = ") + listed("\n  n >= ")
    #expect(steps > 3 && text.contains("and \(71 - steps) more counts"))
    #expect(!text.contains("and 0 more"))
  }

  @Test("lists all of an ordinary analysis")
  func ordinary() throws {
    let text = try Self.statement(Self.analysis(backgrounds: 12, datasets: 4, steps: 3)).text
    #expect(!text.contains(" more"))
    for index in 0..<12 { #expect(text.contains("\n  source \(index) ")) }
    for index in 0..<4 { #expect(text.contains("set-\(index), 1.00e10 on target"), "\(text)") }
    #expect(text.contains("\n  n >= 3: think again\n"))
  }

  @Test("shows the numbers of the estimate, the digests, and ends with the phrase to type")
  func content() throws {
    let report = try SampleReport()
    let freeze = try report.project.freezeRecord()
    let statement = Statement(of: freeze)
    let text = statement.text
    for piece in [
      "Analysis digest \(freeze.digest)", "Definition      \(freeze.definition)",
      "Blind region    E_ECAL < 45 GeV && E_HCAL < 1.5 GeV", "A search that nobody made",
      "0 entries, head \(LedgerHead.start.digest.short)",
      "open part \(Digest.sample("open first").short)",
      "executable \(Digest.sample("program").short)", "< 0.0100",
    ] {
      #expect(text.contains(piece), "\(piece) in \(text)")
    }
    #expect(statement.lines.last == freeze.phrase && text.hasSuffix("\(freeze.phrase)\n"))
    #expect(statement.digest == Digest(ofBytes: Array(text.utf8), as: .statement))
  }

  @Test("of a record with fields missing or of another type is a poor text, never a trap")
  func damagedRecord() throws {
    let freeze = try SampleReport().project.freezeRecord()
    let object = try #require(freeze.value.object)
    let kept = ["analysis", "definition-digest", "estimate-digest", "data", "tool", "sign-off"]
    for key in object.keys.sorted() where !kept.contains(key) {
      for wrong in [nil, .null, 3, "text", [], [[:], 3, "x"], ["a": [1]]] as [CanonicalValue?] {
        var damaged = object
        damaged[key] = wrong
        let statement = Statement(of: try FreezeRecord(reading: .object(damaged)))
        #expect(statement.lines.count <= 60)
      }
    }
  }
}
