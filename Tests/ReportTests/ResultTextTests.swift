import BlindAnalysis
import Report
import TestSupport
import Testing

@Suite("The result as text") struct ResultTextTests {
  private func lines(_ events: Int, named: Int? = nil) throws -> [String] {
    let references = (0..<(named ?? events)).map {
      EventReference(dataset: "first", identifiers: [8501, Int64($0)])
    }
    return try SampleReport().opened(
      BoxContent(
        events: [DatasetCount(dataset: "first", count: events)], references: references,
        quarantined: 0)
    ).text.lines
  }

  @Test(
    "says what was agreed for the count that was found, and nothing else",
    arguments: [
      (0, "Agreed for n = 0: publish the limit"),
      (1, "Agreed for n = 1: publish the limit, and show the event"),
      (2, "Agreed for n >= 2: repeat the estimate first"),
      (7, "Agreed for n >= 2: repeat the estimate first"),
    ])
  func follows(count: Int, text: String) throws {
    #expect(try lines(count).filter { $0.hasPrefix("Agreed") } == [text])
  }

  @Test("names the events, and counts those that it does not name")
  func events() throws {
    let many = try lines(250, named: 100)
    #expect(many.count { $0.hasPrefix("  first: run 8501, event ") } == 100)
    #expect(many.contains("  and 150 more"))
    #expect(try !lines(0).contains("Their identifiers"))
    #expect(try lines(2).filter { $0.contains("more") }.isEmpty)
  }
}
