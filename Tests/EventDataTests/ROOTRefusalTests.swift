import Foundation
import Testing

@testable import EventData

@Suite("What a ROOT file is refused for") struct ROOTRefusalTests {
  private let path = Fixture.path("root-zstd.root")

  private func failure(_ path: String, tree: String? = "events", _ columns: [String] = ["i"])
    -> DataError?
  {
    do throws(DataError) {
      return try readAll(path, tree: tree, columns).failure
    } catch {
      return error
    }
  }

  @Test(
    "branches without one number an event, when asked for",
    arguments: [
      ("triple", "holds an array"), ("several", "holds an array"), ("text", "holds text"),
      ("pair", "holds several values an event"), ("v", "holds objects or arrays"),
      ("f16", "is stored as Float16_t or Double32_t"),
      ("d32", "is stored as Float16_t or Double32_t"),
    ])
  func unreadableBranch(name: String, reason: String) throws {
    let error = try #require(failure(path, [name]))
    #expect(error.kind == .unsupported)
    #expect(error.message == "branch '\(name)' \(reason); only scalar branches can be read")
  }

  @Test("a branch that is not there, with what may be meant")
  func missingBranch() throws {
    let error = try #require(failure(Fixture.path("uproot-zstd.root"), ["enrgy"]))
    #expect(error.kind == .missingColumn("enrgy", nearest: ["energy"]))
    #expect(error.message == "tree 'events' has no branch 'enrgy'; did you mean 'energy'?")
    let far = try #require(failure(Fixture.path("root-ntuple.root"), ["momentum"]))
    #expect(far.message == "tree 'events' has no branch 'momentum'; there are 'x', 'y'")
  }

  @Test("a tree that is not there, with what may be meant")
  func missingTree() throws {
    let error = try #require(failure(path, tree: "event"))
    #expect(error.kind == .missingTree("event", nearest: ["events"]))
    #expect(error.message == "has no tree 'event'; did you mean 'events'?")
    let folders = Fixture.path("root-folders.root")
    #expect(
      failure(folders, tree: "events")?.message == "has no tree 'events'; there are 'calibration'")
    #expect(failure(folders, tree: "run/pass4/events")?.message.contains("'pass5'") == true)
    #expect(failure(folders, tree: nil)?.message.contains("name of its tree") == true)
    for name in ["", "/", String(repeating: "a/", count: 1000)] {
      #expect(failure(folders, tree: name) != nil)
    }
  }

  @Test("a name that leads to no tree")
  func notATree() throws {
    let note = try #require(failure(Fixture.path("root-folders.root"), tree: "note"))
    #expect(note.message == "'note' is of class 'TNamed'; expected a TTree")
    let ntuple = try #require(failure(Fixture.path("root-rntuple.root")))
    #expect(ntuple.kind == .unsupported)
    #expect(ntuple.message == "'events' is of class 'ROOT::RNTuple'; expected a TTree")
  }

  @Test("files of another kind")
  func otherFormats() throws {
    let folder = try TemporaryFolder()
    let named = try folder.write("run,event\n1,2\n", "text.root")
    #expect(failure(named)?.kind == .wrongFormat)
    #expect(failure(try folder.write("", "empty.root"))?.kind == .wrongFormat)
    #expect(failure(folder.path + "/absent.root")?.kind == .cannotOpen)
    #expect(failure(folder.path)?.kind == .cannotOpen)
  }

  @Test("names with control characters do not reach the terminal")
  func controlCharacters() throws {
    let error = try #require(failure(path, ["\u{1B}[2Jx\n"]))
    #expect(!error.description.contains("\u{1B}") && !error.description.contains("\n"))
  }

  @Test("an error can be placed after a visible event")
  func placing() throws {
    let error = try #require(failure(path, tree: "event"))
    let placed = error.placed(afterVisible: "run 9001, spill 4, event 77")
    #expect(placed.description == "\(error.description) (after run 9001, spill 4, event 77)")
    #expect(placed.kind == error.kind)
  }
}
