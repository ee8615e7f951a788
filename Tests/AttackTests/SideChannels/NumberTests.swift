import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

/// What numbers and sizes could tell of rows that nobody may see.
///
/// Serialized, since equal output needs one place for all estimates.
@Suite("S: sizes, digits and draws", .serialized) struct NumberTests {
  /// An extrapolation with every error beside it: covariance, profile, bootstrap, refitted toys.
  private static var twins: Twins {
    var twins = Twins()
    twins.analyses["a.yaml"] = .with {
      $0.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV"
      $0.backgrounds = """
        {tail: {model: side-band extrapolation, variable: E_ECAL, from: side band, \
        into: signal box, function: exponential, systematics: {functions: [power law]}}}
        """
    }
    twins.commands = [["estimate", "a.yaml"]]
    return twins
  }

  /// Energies whose sum depends on the order in which they are added.
  private static let visible = (0..<150).map {
    "1,\($0),\(45.1 + 17 * Double($0 * $0 % 149) / 150),0.\($0 % 10)"
  }

  private static func estimate(_ rows: [String]) throws -> Transcript {
    try twins.play(rows, "numbers")
  }

  /// The estimate from the visible rows, with which all others are compared.
  private static let alone = Result { try estimate(visible) }

  /// The visible rows with so many from the box before each of them.
  private static func mixed(_ places: (Int) -> Int) -> [String] {
    visible.indices.flatMap { boxRows(places($0), run: 2 + $0) + [visible[$0]] }
  }

  @Test("S1 sizes of what is printed and written are the same for 0 to 5000 rows in the box")
  func sizes() throws {
    var twins = Self.twins
    twins.commands.append(["freeze", "a.yaml"])
    let empty = try twins.play(Self.visible)
    #expect(empty.statuses == [0, 0], "\(empty.printed)")
    for count in [1, 7, 5000] {
      let full = try twins.play(Self.visible + boxRows(count))
      #expect(full.printed.utf8.count == empty.printed.utf8.count)
      #expect(full.written.utf8.count == empty.written.utf8.count)
    }
  }

  @Test("S2 compressing shows nothing: equal output stays equal, and a vault does not shrink")
  func compression() throws {
    let empty = try Self.alone.get()
    let full = try Self.estimate(Self.visible + boxRows(700))
    #expect(try compressed(empty.written) == compressed(full.written))
    let sealed = try SealedCeremony.sealed()
    let vault = sealed.folder.url.appending(path: SealedCeremony.vault)
    let size = try sealed.bytes(SealedCeremony.vault).count
    #expect(try compressed(fileAt: vault) >= size - size / 100, "of \(size)")
  }

  @Test("S3 the last digits are the same wherever rows of the box stand between the others")
  func lastDigits() throws {
    let alone = try Self.alone.get()
    for variant in 0..<12 {
      let transcript = try Self.estimate(
        Self.mixed { ($0 * (variant + 3) + variant) % 7 == 0 ? 1 + variant * variant % 50 : 0 })
      #expect(transcript == alone, "variant \(variant)")
    }
  }

  @Test("S4 no random number is drawn for a row of the box")
  func draws() throws {
    let alone = try Self.alone.get()
    #expect(alone.printed.contains("toys"))
    #expect(try Self.estimate(Self.mixed { $0 % 3 }) == alone)
  }

  @Test("S6 points, iterations and errors of a fit are those of the visible rows")
  func fits() throws {
    let alone = try Self.alone.get()
    let beside = Self.visible + ["7,1,44.999,0.5", "7,2,45,0.5", "7,3,0,0", "7,4,-3,0.1"]
    #expect(try Self.estimate(beside) == alone)
    // One row more in the open, and the same comparison fails.
    #expect(try Self.estimate(Self.visible + ["7,5,45.001,0.5"]) != alone)
  }

  @Test("S9 damage in a column that only the box shows is told by the opening, not before")
  func damage() throws {
    var twins = Twins()
    twins.commands = [["estimate", "a.yaml"], ["freeze", "a.yaml"]]
    let whole = try twins.play(Self.visible + boxRows(3))
    #expect(whole.statuses == [0, 0], "\(whole.printed)")
    #expect(try twins.play(Self.visible + boxRows(2) + ["nobody,2,7,0.5"]) == whole)
    let project = try HeldProject()
    try project.write(SampleAnalysis())
    try project.write(rows: Self.visible + ["nobody,2,7,0.5"])
    #expect(try project.open() == 0)
    #expect(try project.text("results/sample/result.json").contains("\"id\":null"))
  }

  @Test("S18 a model cannot name a file: neither in an expression nor in its code")
  func files() throws {
    for attempt in ["read('data.csv') > 0", "data.csv > 0", "E_ECAL < file(1)"] {
      let project = try HeldProject()
      try project.write(rows: Self.visible)
      try project.write(.with { $0.regions["mine"] = "\"\(attempt)\"" })
      #expect(project.run("estimate", "a.yaml").status == 65, "\(attempt)")
    }
    for target in ["Backgrounds", "Signals", "Inference", "Report"] {
      let folder = repository.appending(path: "Sources/\(target)")
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      #expect(paths.contains { $0.hasSuffix(".swift") })
      for path in paths where path.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        #expect(!text.contains(#/import (Foundation|Glibc|Darwin|EventData)\b/#), "\(path)")
      }
    }
  }

  private func compressed(_ text: String) throws -> Int {
    let folder = try Folder()
    let file = folder.url.appending(path: "text")
    try Data(text.utf8).write(to: file)
    return try compressed(fileAt: file)
  }

  private func compressed(fileAt url: URL) throws -> Int {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-9", "-n", "-c", url.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let size = pipe.fileHandleForReading.readDataToEndOfFile().count
    process.waitUntilExit()
    return size
  }
}
