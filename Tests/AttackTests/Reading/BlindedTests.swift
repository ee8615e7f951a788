import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// No way of printing shows more than `<blinded>`.
@Suite("What is blinded") struct BlindedTests {
  private struct Holder {
    let content: Blinded<Int>
    let other = 1
  }

  private let box = Blinded(under: .sample("freeze")) { () -> Int in
    Issue.record("the box was read")
    return 424_242
  }

  private func dumped(_ value: some Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }

  private func printed(_ value: some Any) -> String {
    var text = ""
    print(value, terminator: "", to: &text)
    return text
  }

  private func debugPrinted(_ value: some Any) -> String {
    var text = ""
    debugPrint(value, terminator: "", to: &text)
    return text
  }

  @Test("R15 prints as <blinded> whichever way it is printed")
  func alone() {
    #expect("\(box)" == "<blinded>")
    #expect(String(describing: box) == "<blinded>")
    #expect(String(reflecting: box) == "<blinded>")
    #expect(printed(box) == "<blinded>")
    #expect(debugPrinted(box) == "<blinded>")
    #expect(dumped(box) == "- <blinded>\n")
    #expect(box.description == "<blinded>" && box.debugDescription == "<blinded>")
  }

  @Test("has no children for a mirror, nor inside what holds it")
  func mirror() {
    let mirror = Mirror(reflecting: box)
    #expect(mirror.children.isEmpty && mirror.superclassMirror == nil)
    #expect(mirror.descendant("read") == nil && mirror.descendant("freeze") == nil)
    #expect(mirror.descendant(0) == nil)
    let held = Mirror(reflecting: Holder(content: box)).descendant("content")
    #expect(held.map { Mirror(reflecting: $0).children.isEmpty } == true)
  }

  @Test("shows no digest and no closure inside other values")
  func nested() {
    let texts = [
      "\([box])", "\(Optional(box) as Any)", "\(["key": box])", "\((1, box))",
      "\(Holder(content: box))", dumped([box]), dumped(["key": box]), dumped(Holder(content: box)),
      dumped(Optional(box) as Any), String(reflecting: [box]), String(reflecting: (1, box)),
    ]
    for text in texts {
      #expect(text.contains("<blinded>"), "\(text)")
      #expect(!text.contains("424242") && !text.contains("Function"), "\(text)")
      #expect(!text.contains("sha256") && !text.contains("bytes"), "\(text)")
    }
  }
}
