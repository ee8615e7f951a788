import Foundation
import ProgramSupport
import Testing

@Suite("Events without identifiers") struct UnnamedEventTests {
  @Test("are counted in the result, and named as no other event")
  func inTheBox() throws {
    let ceremony = try Ceremony()
    let data = ceremony.folder.url.appending(path: "analyses/events.csv")
    let events = try String(contentsOf: data, encoding: .utf8)
    let changed = events.replacingOccurrences(of: "1,2,1,21,", with: "1,2,1.5,21,")
    #expect(changed != events)
    try Data(changed.utf8).write(to: data)
    for verb in ["estimate", "freeze"] { #expect(try ceremony.run([verb]).status == 0) }
    let outcome = try ceremony.run(["unblind", "--sign-off"], input: ceremony.phrase() + "\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let named = [0, 2].map { "  sample: run 1, spill 2, event \($0)\n" }
    #expect(outcome.output.contains("\n\(named[0])  sample: ?\n\(named[1])"))
    let result = try ceremony.folder.text("results/small/result.json")
    #expect(result.contains(#""observed":3"#))
    #expect(result.contains(#"{"dataset":"sample","id":null}"#))
  }
}
