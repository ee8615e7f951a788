import Foundation
import Testing

/// Every row of the catalogue has its test, named by its identifier.
@Suite("Attack catalogue") struct CatalogueTests {
  @Test("a row has a test exactly if it says so")
  func everyRow() throws {
    let names = try testNames()
    for attack in catalogue {
      let isTried = names.contains { $0.hasPrefix("\(attack.id) ") }
      #expect(isTried == (attack.state == .tested), "\(attack.id): \(attack.attempt)")
    }
  }

  @Test("no identifier stands for two rows, and no test for a row that is not there")
  func identifiers() throws {
    let known = catalogue.map(\.id)
    #expect(Set(known).count == known.count)
    let tried = try testNames().compactMap { $0.wholeMatch(of: /([A-Z]\d+) .*/)?.1 }
    #expect(Set(tried.map(String.init)).subtracting(known) == [])
  }

  /// The names in `@Test("…")` of this folder.
  private func testNames() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try paths.filter { $0.hasSuffix(".swift") }.flatMap { path in
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      return text.matches(of: /@Test\(\s*"([^"]*)"/).map { String($0.1) }
    }
  }
}
