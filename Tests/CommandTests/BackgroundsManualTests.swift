import Foundation
import ProgramSupport
import Testing

/// The snippets of the manual are those of files that the other tests run.
@Suite("docs/backgrounds.md") struct BackgroundsManualTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: repository.appending(path: path), encoding: .utf8)
  }

  @Test("shows what stands in the examples")
  func snippets() throws {
    let example =
      try text("analyses/backgrounds-example.yaml") + text("analyses/eplus-2022-100GeV.yaml")
      + text("analyses/plane-example.yaml") + text("analyses/run-periods.yaml")
    let snippets = try text("docs/backgrounds.md").components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(snippets.count >= 7)
    for snippet in snippets { #expect(example.contains(snippet), "\(snippet)") }
  }

  @Test("names every model that the reader knows")
  func models() throws {
    let manual = try text("docs/backgrounds.md").lowercased()
    let schema = try text("analyses/schema.json")
    let models = schema.matches(of: #/"model": \{ "const": "([^"]+)" \}/#).map { String($0.1) }
    #expect(models.count >= 10)
    for model in models { #expect(manual.contains(model.lowercased()), "\(model)") }
  }
}
