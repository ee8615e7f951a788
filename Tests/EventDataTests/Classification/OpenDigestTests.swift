import BlindAnalysis
import Ledger
import TestSupport
import Testing

@testable import EventData

/// The digest of the open part is a function of the open rows alone.
@Suite("The open digest") struct OpenDigestTests {
  private static let header = "run,event,ecal,hcal"
  private static let open = ["1,1,60,0.1", "1,2,61.5,0.2", "1,7,46,0.3", "2,1,80,30"]

  private static func summary(
    _ files: [String: [String]], header: String = header,
    _ change: (inout SampleAnalysis) -> Void = { _ in }
  ) throws -> OpenSummary {
    let folder = try TemporaryFolder()
    for (name, rows) in files {
      try folder.write(([header] + rows).joined(separator: "\n"), name)
    }
    let definition = try SampleAnalysis.with {
      if files.count > 1 { $0.datasets[0].files = "[\"*.csv\"]" }
      change(&$0)
    }.definition()
    let sample = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      .readOpen()
    return try #require(sample.summaries.first)
  }

  private static func digest(_ rows: [String], header: String = header) throws -> Digest {
    try summary(["data.csv": rows], header: header).digest
  }

  @Test("does not change with blinded and quarantined rows, nor with how numbers are written")
  func otherRows() throws {
    let digest = try Self.digest(Self.open)
    #expect(try Self.digest(["9,9,20,0.1"] + Self.open) == digest)
    #expect(try Self.digest(Self.open + ["x,9,20,1", "1,1,nan,1", "broken"]) == digest)
    #expect(
      try Self.digest(["1,1,6e1,.1", "1,2,615e-1,0.20", "1,7,46.0,3e-1", "2,1,80,30.0"]) == digest)
  }

  @Test("does not change with columns that the analysis does not use, nor with their order")
  func otherColumns() throws {
    let swapped = Self.open.map { row in
      let fields = row.split(separator: ",")
      return "\(fields[3]),text,\(fields[1]),\(fields[0]),\(fields[2])"
    }
    #expect(
      try Self.digest(swapped, header: "hcal,comment,event,run,ecal") == Self.digest(Self.open))
  }

  @Test("changes with every open value, with the order, and with a row more or less")
  func openRows() throws {
    var digests = [try Self.digest(Self.open)]
    for row in Self.open.indices {
      for field in 0..<4 {
        var fields = Self.open[row].split(separator: ",").map(String.init)
        fields[field] = fields[field].contains(".") ? fields[field] + "1" : "9" + fields[field]
        var changed = Self.open
        changed[row] = fields.joined(separator: ",")
        digests.append(try Self.digest(changed))
      }
    }
    digests.append(try Self.digest(Self.open.reversed()))
    digests.append(try Self.digest(Array(Self.open.dropLast())))
    digests.append(try Self.digest(Self.open + [Self.open[0]]))
    digests.append(try Self.digest([]))
    #expect(Set(digests).count == digests.count)
  }

  @Test("is one for the rows, however they are spread over files in reading order")
  func severalFiles() throws {
    let (first, second) = (Array(Self.open.prefix(1)), Array(Self.open.dropFirst()))
    let summary = try Self.summary(["a.csv": first, "b.csv": second])
    #expect(summary.files == ["a.csv", "b.csv"])
    #expect(try summary.digest == Self.digest(Self.open))
    #expect(try Self.summary(["b.csv": first, "a.csv": second]).digest != summary.digest)
    let bytes = try Self.summary(["Z.csv": first, "a.csv": second, "a10.csv": [], "a2.csv": []])
    #expect(bytes.files == ["Z.csv", "a.csv", "a10.csv", "a2.csv"], "sorted by bytes")
    #expect(bytes.digest == summary.digest)
  }

  @Test("is the same for the same values in a ROOT file and in a CSV file")
  func formats() throws {
    let numbers = ["energy", "time", "hits"]
    let table = try readAll(
      Fixture.path("uproot-none.root"), tree: "events", numbers, identifiers: ["run", "event"])
    let rows = (0..<table.count).map { row in
      (table.identifiers.map { "\($0[row])" } + table.numbers.map { "\($0[row])" })
        .joined(separator: ",")
    }
    let change: (inout SampleAnalysis) -> Void = {
      $0.columns =
        "{E: {branch: energy, unit: GeV}, t: {branch: time, unit: ns}, n: {branch: hits}}"
      $0.selection = "[{name: hits, require: n > 1}]"
      $0.regions = ["signal box": "E < 5 GeV && t < 0 ns", "late": "t > 1 ns"]
      $0.blind = "E < 6 GeV && t < 0.5 ns"
    }
    let csv = try Self.summary(
      ["data.csv": rows], header: (["run", "event"] + numbers).joined(separator: ","), change)
    let definition = try SampleAnalysis.with {
      change(&$0)
      ($0.datasets[0].files, $0.datasets[0].format) = ("[uproot-none.root]", "tree: events")
    }.definition()
    let data = try HeldData(opening: definition, folder: Fixture.folder, project: Fixture.folder)
    let root = try #require(try data.readOpen().summaries.first)
    #expect(table.count == 300 && root.open > 200 && root.open < 300)
    #expect(root.digest == csv.digest)
    #expect(root.open == csv.open && root.cutFlow == csv.cutFlow && root.regions == csv.regions)
  }
}
