import Foundation
import ProgramSupport
import Testing

@Suite("plot") struct PlotTests {
  private static let figures = "results/small/figures"

  @Test("draws the plane, the backgrounds and every side band, each with its script beside it")
  func draws() throws {
    let ceremony = try Ceremony()
    let outcome = try ceremony.succeed(["plot"])
    #expect(outcome.output.contains("PSEUDO-DATA: sample"))
    #expect(outcome.output.contains("Next: na64-blind freeze"))
    for name in ["plane", "backgrounds", "side-band-tail"] {
      #expect(outcome.output.contains("\(Self.figures)/\(name).svg"))
      let picture = try ceremony.folder.text("\(Self.figures)/\(name).svg")
      #expect(picture.hasPrefix("<?xml") && picture.contains("PSEUDO-DATA: sample"))
      let script = ceremony.folder.url.appending(path: "\(Self.figures)/\(name).gp")
      let drawn = try gnuplot(script)
      let body = #/(?s)<\/desc>.*/#
      #expect(
        try #require(drawn.firstMatch(of: body)).output == picture.firstMatch(of: body)?.output)
    }
    #expect(try ceremony.ledger() == ["register", "estimate"])
  }

  @Test("counts every event that passes the cuts once, in the bin where it is")
  func events() throws {
    let ceremony = try Ceremony()
    // Beside the cut, and so in no figure.
    try replace(
      "1,3,0,70.5,0.125", with: "1,3,0,70.5,0.125\n1,4,0,50.5,30", in: "analyses/events.csv",
      of: ceremony)
    try ceremony.succeed(["plot", "--x-range", "0 .. 60 GeV", "--y-range", "0 .. 31 GeV"])
    let script = try ceremony.folder.text("\(Self.figures)/plane.gp")
    let lines = script.split(separator: "\n").drop { $0 != "$events << EOD" }.dropFirst()
    let rows = lines.prefix { $0 != "EOD" }.map { line in
      line.split(separator: " ").compactMap { Double($0) }
    }
    // The side band as the ceremony makes it: 61.5 less squares, at 0.25 GeV in the other calorimeter.
    let energies = (0..<40).map { (event: Int) -> Double in 61.5 - Double(event * event) / 128 }
    let inside = energies.filter { $0 < 60 }
    var expected: [Double: Double] = [:]
    for energy in inside { expected[energy.rounded(.down), default: 0] += 1 }
    #expect(rows.count == expected.count && !rows.isEmpty)
    for row in rows {
      #expect(row[1] - row[0] == 1 && row[2] == 0)
      #expect(expected[row[0]] == row[4], "\(row)")
    }
    #expect(script.contains("\(inside.count) events are shown, \(60 - inside.count) lie outside"))
  }

  @Test("says in the document where everything is")
  func document() throws {
    let ceremony = try Ceremony()
    let outcome = try ceremony.succeed(["plot", "--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "na64-blind/figures/1")
    let figures = try #require(object["figures"] as? [[String: Any]])
    #expect(figures.map { $0["name"] as? String } == ["plane", "backgrounds", "side-band-tail"])
    for figure in figures {
      for key in ["script", "image"] {
        #expect(ceremony.folder.exists(try #require(figure[key] as? String)))
      }
    }
  }

  @Test("without gnuplot leaves the scripts, and says so")
  func withoutGnuplot() throws {
    let ceremony = try Ceremony()
    let outcome = try ceremony.run(["plot"], environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 73)
    #expect(
      outcome.errors.contains("there is no gnuplot") && outcome.errors.contains("gnuplot-nox"))
    #expect(ceremony.folder.exists("\(Self.figures)/plane.gp"))
    #expect(!ceremony.folder.exists("\(Self.figures)/plane.svg"))
  }

  @Test("takes names as texts, whatever gnuplot would make of them")
  func hostileNames() throws {
    let ceremony = try Ceremony()
    let hostile = "it's `touch pwned` $(touch pwned) '; system('touch pwned'); set x'"
    try replace("tail:", with: "\"\(hostile)\":", in: Ceremony.file, of: ceremony)
    let outcome = try ceremony.run(["plot"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!ceremony.folder.exists("pwned"))
    let picture = try ceremony.folder.text("\(Self.figures)/backgrounds.svg")
    #expect(picture.contains("it's `touch pwned`"), "\(picture.prefix(3000))")
  }

  @Test(
    "refuses axes that cannot be drawn, with what to type",
    arguments: [
      (["--x", "E_SRD"], "no quantity 'E_SRD'", "E_ECAL, E_HCAL"),
      (["--x", "E_HCAL", "--y", "E_HCAL"], "on both axes", "--x and --y"),
      (["--x-range", "5 GeV .. 5 GeV"], "has no width", "'0 .. 100 GeV'"),
      (["--x-range", "0 .. 5 ns"], "is a time", "GeV"),
      (["--y-range", "much"], "--y-range", "0 .. 100 GeV"),
    ])
  func refusals(words: [String], message: String, hint: String) throws {
    let ceremony = try Ceremony()
    let outcome = try ceremony.run(["plot"] + words)
    #expect(outcome.status == 64, "\(outcome.output)")
    #expect(outcome.errors.contains(message) && outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(try ceremony.entries().isEmpty)
  }

  @Test("shows the same after the opening: what was in the box is in no figure")
  func afterTheOpening() throws {
    let ceremony = try Ceremony()
    try ceremony.succeed(["plot"])
    let before = try ceremony.folder.text("\(Self.figures)/plane.svg")
    let opened = try Ceremony.opened()
    try opened.succeed(["plot"])
    #expect(try opened.folder.text("\(Self.figures)/plane.svg") == before)
  }

  private func gnuplot(_ script: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gnuplot", "-d", script.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let drawn = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: drawn, as: UTF8.self)
  }
}
