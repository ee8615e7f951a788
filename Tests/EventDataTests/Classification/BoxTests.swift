import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

@testable import EventData

/// The signal box, which is counted by a recipe that the gate alone can follow.
@Suite("The signal box") struct BoxTests {
  /// An analysis in a project, with its data held open.
  private struct Held {
    let folder: TemporaryFolder
    let data: HeldData
    let sample: OpenSample
    let project: SampleProject

    init(
      _ files: [String: [String]], _ change: (inout SampleAnalysis) -> Void = { _ in }
    ) throws {
      folder = try TemporaryFolder()
      for (name, rows) in files {
        try folder.write((["run,event,ecal,hcal"] + rows).joined(separator: "\n"), name)
      }
      let definition = try SampleAnalysis.with(change).definition()
      data = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      sample = try data.readOpen()
      project = SampleProject(
        definition, in: try ProjectFolder(at: folder.path), open: sample.summaries)
    }

    /// Freezes and opens; meanwhile somebody may do something to the files.
    func opened(after meanwhile: () throws -> Void = {}) throws -> BoxContent {
      let freeze = try project.freeze()
      let box = data.box(under: freeze.digest, expecting: freeze.data)
      let key = try project.authorise(.open(phrase: freeze.phrase, statement: .sample("text")))
      try meanwhile()
      return try box.open(with: key).value
    }
  }

  private static let open = ["1,1,60,0.1", "1,2,61.5,0.2"]

  @Test("holds the events that pass the cuts inside its condition, named in reading order")
  func content() throws {
    let rows = [
      "8,3,20,0.1", Self.open[0], "8,1,41.9,0.99", "8,2,42,0.1", "8,4,20,1.2", "8,5,44,0.1",
      "bad", "8,6,nan,0.1", "8,9,0,-1", Self.open[1],
    ]
    let held = try Held(["data.csv": rows]) {
      $0.selection =
        "[{name: any, require: E_ECAL < 70 GeV}, {name: sane, require: E_HCAL > 0 GeV}]"
    }
    #expect(held.sample.summaries.map(\.open) == [2])
    let content = try held.opened()
    #expect(content.total == 2 && content.quarantined == 2)
    #expect(content.events == [DatasetCount(dataset: "first", count: 2)])
    #expect(content.references.map(\.identifiers) == [[8, 3], [8, 1]])
  }

  @Test("counts each dataset, in the order of the analysis file and of the files")
  func datasets() throws {
    let held = try Held([
      "b.csv": ["1,1,20,0.1"] + Self.open, "a.csv": ["1,2,20,0.1"],
      "c.csv": ["1,3,20,0.1", "1,4,60,0.1"],
    ]) {
      $0.datasets[0].files = "[c.csv]"
      $0.datasets.append($0.datasets[0])
      ($0.datasets[1].name, $0.datasets[1].files) = ("second", "[b.csv, a.csv]")
    }
    let content = try held.opened()
    #expect(content.events.map(\.dataset) == ["first", "second"])
    #expect(content.events.map(\.count) == [1, 2])
    #expect(content.references.map(\.identifiers) == [[1, 3], [1, 2], [1, 1]])
    #expect(content.references.map(\.dataset) == ["first", "second", "second"])
  }

  @Test("a file that belongs to two datasets is refused", arguments: ["data.csv", "link.csv"])
  func sharedFile(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("run,event,ecal,hcal\n1,1,60,0.1\n", "data.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.csv", withDestinationPath: folder.path + "/data.csv")
    let definition = try SampleAnalysis.with {
      $0.datasets.append($0.datasets[0])
      ($0.datasets[1].name, $0.datasets[1].files) = ("second", "[\(name)]")
    }.definition()
    let error = #expect(throws: DataError.self) {
      try HeldData(opening: definition, folder: folder.path, project: folder.path)
    }
    #expect(error?.kind == .filePattern)
  }

  @Test("an event whose identifiers are not whole is counted and not named as another one")
  func unnamed() throws {
    let rows = ["8,0,20,0.1", "8,1.5,20,0.1", "x,2,20,0.1", "8,3,20,0.1"]
    let content = try Held(["data.csv": rows + Self.open]).opened()
    #expect(content.total == 4)
    #expect(content.references.map(\.identifiers) == [[8, 0], nil, nil, [8, 3]])
  }

  @Test("names at most a hundred events of all datasets, and counts them all")
  func manyDatasets() throws {
    let held = try Held([
      "data.csv": (0..<70).map { "8,\($0),20,0.1" } + Self.open,
      "more.csv": (0..<70).map { "9,\($0),20,0.1" } + Self.open,
      "rest.csv": ["10,0,20,0.1"] + Self.open,
    ]) {
      $0.datasets += [$0.datasets[0], $0.datasets[0]]
      ($0.datasets[1].name, $0.datasets[1].files) = ("second", "[more.csv]")
      ($0.datasets[2].name, $0.datasets[2].files) = ("third", "[rest.csv]")
    }
    let content = try held.opened()
    #expect(content.total == 141 && content.references.count == 100)
    #expect(content.references.last?.identifiers == [9, 29])
  }

  @Test("names at most a hundred events of a dataset, and counts them all")
  func manyEvents() throws {
    let rows = (0..<9000).map { "8,\($0),20,0.1" }
    let content = try Held(["data.csv": rows + Self.open]).opened()
    #expect(content.total == 9000)
    #expect(content.references.map(\.identifiers) == (0..<100).map { [8, $0] })
  }

  @Test("may be empty")
  func empty() throws {
    let content = try Held(["data.csv": Self.open]).opened()
    #expect(content.total == 0 && content.references.isEmpty && content.quarantined == 0)
  }

  @Test("is not read before it is opened: what is wrong with it shows only then")
  func notRead() throws {
    let held = try Held(["data.csv": ["8,1,20,0.1"] + Self.open])
    let other = OpenDataRecord(
      name: "first", files: ["data.csv"], openDigest: .sample("other"), spillList: nil)
    let freeze = try held.project.freeze()
    let box = held.data.box(under: freeze.digest, expecting: [other])
    #expect("\(box)" == "<blinded>")
    let key = try held.project.authorise(
      .open(phrase: freeze.phrase, statement: .sample("text")))
    do {
      _ = try box.open(with: key)
      Issue.record("the box was opened on other data")
    } catch let error as Refusal {
      #expect(error.status == .dataChanged)
    }
  }

  @Test("stays shut when an open row changed between the freeze and the opening")
  func changedMeanwhile() throws {
    let held = try Held(["data.csv": ["8,1,20,0.1"] + Self.open])
    let file = held.folder.path + "/data.csv"
    let error = #expect(throws: DataError.self) {
      _ = try held.opened {
        let handle = try #require(FileHandle(forUpdatingAtPath: file))
        try handle.seek(toOffset: 35)
        try handle.write(contentsOf: Data("7".utf8))
        try handle.close()
      }
    }
    #expect(error?.kind == .changed)
    #expect(try held.project.journal().history.result == nil)
    #expect(try held.project.journal().history.opened != nil, "interrupted")
  }

  @Test("is read from the files that were opened, also when their names are given to others")
  func replacedName() throws {
    let held = try Held(["data.csv": ["8,1,20,0.1"] + Self.open])
    let content = try held.opened {
      try FileManager.default.removeItem(atPath: held.folder.path + "/data.csv")
      try held.folder.write("run,event,ecal,hcal\n1,1,20,0.1\n1,2,20,0.1\n", "data.csv")
    }
    #expect(content.total == 1)
  }

  @Test("cuts and regions are never evaluated on its rows before", arguments: ["0", "-1", "1e308"])
  func hostileRows(value: String) throws {
    let change: (inout SampleAnalysis) -> Void = {
      $0.columns =
        "{E_ECAL: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV}, x: {branch: run}}"
      $0.selection = "[{name: root, require: sqrt(x - 5) / (x - 1) < 1e300}]"
    }
    let hostile = try Held(["data.csv": ["\(value),1,20,0.1"] + Self.open], change)
    let clean = try Held(["data.csv": Self.open], change)
    #expect(hostile.sample.summaries == clean.sample.summaries)
  }
}
