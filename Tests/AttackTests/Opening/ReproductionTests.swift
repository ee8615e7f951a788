import Foundation
import ProgramSupport
import Testing

@Suite("A reviewer makes the numbers again") struct ReproductionTests {
  private func reproduce(_ ceremony: Ceremony, _ words: String...) throws -> Outcome {
    try ceremony.run(["reproduce"] + words)
  }

  /// Every file of the project with its bytes.
  private func tree(_ ceremony: Ceremony) throws -> [String: Data] {
    let root = ceremony.folder.url
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        (try? Data(contentsOf: root.appending(path: path))).map { (path, $0) }
      })
  }

  @Test("U9 after the opening everything comes out bit for bit, in a copy and from its results")
  func everything() throws {
    let opened = try Ceremony.opened()
    let copy = try Ceremony(copying: opened)
    let before = try tree(copy)
    let outcome = try reproduce(copy)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for text in [
      "bit for bit", "result.json", "observed ", "backgrounds / total / value", "stage signal",
    ] {
      #expect(outcome.output.contains(text), "\(text)")
    }
    #expect(!outcome.output.contains("DIFFERENT"))
    #expect(try tree(copy) == before, "nothing is written")
    let folder = try run(["reproduce", "results/small"], in: copy.folder.url)
    #expect(folder.output == outcome.output)
    let document = try reproduce(copy, "--format", "json")
    #expect(document.output.contains(#""identical":true"#))
  }

  @Test("U9 it needs no permission to write")
  func readOnly() throws {
    let copy = try Ceremony(copying: .opened())
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = [
      "-c",
      "chmod -R a-w . && \"$0\" reproduce \(Ceremony.file); status=$?; chmod -R u+w .; exit $status",
      program.path,
    ]
    shell.currentDirectoryURL = copy.folder.url
    shell.standardOutput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
  }

  @Test("U9 records, inputs and boxes that are not those of the record are told apart with 24")
  func changes() throws {
    let opened = try Ceremony.opened()
    let changes = [
      (
        "results/small/estimate.json", #""open-events":60"#, #""open-events":61"#,
        "the ledger registered"
      ),
      ("results/small/result.json", #""observed":3"#, #""observed":2"#, "the ledger recorded"),
      ("analyses/events.csv", "1,1,7,", "1,1,777,", "open data"),
      ("analyses/events.csv", "1,2,1,21,", "1,2,1,71,", "open data"),
      ("analyses/events.csv", "1,2,1,21,0.5\n", "", ""),
    ]
    for (path, old, new, text) in changes {
      let copy = try Ceremony(copying: opened)
      try replace(old, with: new, in: path, of: copy)
      let outcome = try reproduce(copy)
      #expect(outcome.status == 24, "\(path): \(outcome.errors)")
      if text.isEmpty {
        #expect(outcome.output.contains("NOT REPRODUCED"))
        #expect(outcome.output.contains("observed") && outcome.output.contains("DIFFERENT"))
      } else {
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
      }
    }
    let other = try Ceremony(copying: opened)
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: other)
    #expect(try run(["reproduce", "results/small"], in: other.folder.url).status == 24)
    #expect(try reproduce(other).status == 21, "this definition was never estimated")
    try FileManager.default.removeItem(at: other.folder.url.appending(path: Ceremony.file))
    #expect(try run(["reproduce", "results/small"], in: other.folder.url).status == 65)
  }

  @Test("U9 an amended result is made again beside the first, each under its label")
  func amended() throws {
    let ceremony = try Ceremony.opened()
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: ceremony)
    for words in [["amend", "--reason", "a slip"], ["estimate"], ["freeze"]] {
      #expect(try ceremony.run(words).status == 0)
    }
    let statement = try ceremony.folder.text("results/small/post-unblind-1/statement.txt")
    let phrase = String(statement.split(separator: "\n").last ?? "")
    #expect(try reproduce(ceremony).output.contains("the box stays shut"))
    #expect(try ceremony.run(["unblind", "--sign-off", "--phrase", phrase]).status == 0)
    let second = try reproduce(ceremony)
    #expect(second.status == 0 && second.output.contains("POST-UNBLIND #1"), "\(second.errors)")
    try replace("E_HCAL < 29 GeV", with: "E_HCAL < 30 GeV", in: Ceremony.file, of: ceremony)
    let first = try reproduce(ceremony)
    #expect(first.status == 0 && first.output.contains("stage signal"), "\(first.errors)")
    #expect(first.output.contains("BLIND-1"))
    #expect(!first.output.contains(", POST-UNBLIND #1\n"))
  }

  @Test("U10 before the opening it makes the estimate again, and is the same for every box")
  func beforeOpening() throws {
    let outputs = try ["1,2,1,21,0.5", "1,2,1,22,0.25", ""].map { row in
      let ceremony = try Ceremony()
      try replace("1,2,1,21,0.5", with: row, in: "analyses/events.csv", of: ceremony)
      #expect(try reproduce(ceremony).status == 21)
      var texts: [String] = []
      for verb in ["estimate", "freeze"] {
        #expect(try ceremony.run([verb]).status == 0)
        let kinds = try ceremony.ledger()
        let outcome = try reproduce(ceremony)
        #expect(outcome.status == 0 && outcome.output.contains("the box stays shut"))
        #expect(!outcome.output.contains("result.json"))
        #expect(try ceremony.ledger() == kinds)
        texts.append(outcome.output)
      }
      return texts
    }
    #expect(Set(outputs).count == 1)
  }

  @Test("U10 an interrupted opening is no way to the number")
  func interrupted() throws {
    let frozen = try Ceremony.frozen()
    let words = ["unblind", "--sign-off", "--phrase", try frozen.phrase()]
    let calls = try HeldProgram.calls(words, of: Ceremony(copying: frozen))
    let end = try #require(calls.lastIndex(of: "write ledger.jsonl"))
    let ceremony = try Ceremony(copying: frozen)
    let environment = ["LD_PRELOAD": try crashShim(), "CRASH_AT": "\(end + 1)"]
    #expect(try ceremony.run(words, environment: environment).status == -SIGKILL)
    #expect(ceremony.folder.exists("results/small/result.json"))
    let outcome = try reproduce(ceremony)
    #expect(outcome.status == 0 && outcome.output.contains("the box stays shut"))
    #expect(!outcome.output.contains("result.json"))
  }

  /// The program with a byte behind its end: it runs as before, but is another one.
  private func otherProgram(in folder: Folder) throws -> URL {
    let copy = folder.url.appending(path: "na64-blind")
    try FileManager.default.copyItem(at: program, to: copy)
    let handle = try FileHandle(forWritingTo: copy)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0]))
    try handle.close()
    return copy
  }

  private func runOther(
    _ other: URL, _ words: [String], of ceremony: Ceremony
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = other
    process.arguments = [words[0], Ceremony.file] + words.dropFirst()
    process.currentDirectoryURL = ceremony.folder.url
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test("U11 another program opens nothing (28); a note is for what cannot be frozen again")
  func otherProgram() throws {
    let folder = try Folder()
    let other = try otherProgram(in: folder)
    let frozen = try Ceremony.frozen()
    let opening = ["unblind", "--sign-off", "--phrase", try frozen.phrase()]
    #expect(try runOther(other, opening, of: frozen).status == 28)
    #expect(try runOther(other, opening + ["--tool-note", "new"], of: frozen).status == 64)
    #expect(try runOther(other, ["reproduce"], of: frozen).status == 28)
    #expect(try frozen.ledger() == ["register", "estimate", "freeze"])
    let noted = try runOther(other, ["reproduce", "--tool-note", "the review machine"], of: frozen)
    #expect(noted.status == 0 && noted.text.contains("ANOTHER"), "\(noted.text)")
    #expect(noted.text.contains("the review machine"))
    let calls = try HeldProgram.calls(opening, of: Ceremony(copying: frozen))
    let result = try #require(calls.firstIndex { $0.hasPrefix("renameat") })
    let crash = ["LD_PRELOAD": try crashShim(), "CRASH_AT": "\(result + 1)"]
    #expect(try frozen.run(opening, environment: crash).status == -SIGKILL)
    #expect(try runOther(other, ["unblind", "--resume"], of: frozen).status == 28)
    let note = ["unblind", "--resume", "--tool-note", "the old one is gone"]
    let resumed = try runOther(other, note, of: frozen)
    #expect(resumed.status == 0, "\(resumed.text)")
    #expect(resumed.text.contains("BY ANOTHER PROGRAM (the old one is gone)"))
    #expect(try frozen.folder.text("results/small/result.json").contains("the old one is gone"))
    let again = try reproduce(frozen)
    #expect(again.status == 0 && again.output.contains("BY ANOTHER PROGRAM"), "\(again.output)")
  }
}
