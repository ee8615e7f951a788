import Foundation
import Testing

@Suite("The flow goes one way") struct ArchitectureTests {
  @Test("imports point to the left only")
  func imports() throws {
    let files = try swiftFiles(below: "Sources")
    #expect(files.count > 20)
    for file in files {
      let allowed = try #require(allowedImports[file.target], "\(file.path): unknown target")
      for module in file.imports {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test("a wrapped library is imported by its folders only")
  func wrappedLibraries() throws {
    for file in try swiftFiles(below: "Sources") {
      for module in file.imports {
        guard let home = homes[module] else { continue }
        #expect(home.contains(where: file.path.hasPrefix), "\(file.path) imports \(module)")
      }
    }
  }

  @Test("unsafe code stays in its folders")
  func unsafeCode() throws {
    let word = try Regex(#"\bunsafe\b"#)
    for file in try swiftFiles(below: "Sources")
    where !unsafeFolders.contains(where: file.path.hasPrefix) {
      for line in file.lines where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
        #expect(!line.contains(word), "\(file.path): \(line)")
      }
    }
  }

  @Test("nothing below the command line prints, and nothing traps with a value in its text")
  func noPrintsNoTraps() throws {
    let prints = try Regex(#"(^|[^.A-Za-z])(print|debugPrint|dump|NSLog)\("#)
    let trap = try Regex(#"(fatalError|precondition|preconditionFailure|assert)\(.*\\\("#)
    for file in try swiftFiles(below: "Sources") {
      for line in file.lines where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
        #expect(file.target == "na64-blind" || !line.contains(prints), "\(file.path): \(line)")
        #expect(!line.contains(trap), "\(file.path): \(line)")
        #expect(!line.contains("try!") && !line.contains("as!"), "\(file.path): \(line)")
      }
    }
  }

  @Test("files are short enough to read")
  func fileSizes() throws {
    for folder in ["Sources", "Tests"] {
      for file in try swiftFiles(below: folder) {
        #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
      }
    }
  }

  @Test("the door stays small")
  func doorSize() throws {
    let door = try swiftFiles(below: "Sources/BlindAnalysis/Vault")
    let blinded = try #require(door.first { $0.path.hasSuffix("Blinded.swift") })
    #expect(blinded.lines.count <= 120)
  }

  @Test("no environment variable and no build setting is read where the box is near")
  func noBackDoor() throws {
    let hatch = try Regex(#"getenv|ProcessInfo|#if DEBUG|#if !DEBUG"#)
    for file in try swiftFiles(below: "Sources")
    where !file.path.contains("Sources/na64-blind/Process/") {
      #expect(!file.lines.contains { $0.contains(hatch) }, "\(file.path)")
    }
  }
}
