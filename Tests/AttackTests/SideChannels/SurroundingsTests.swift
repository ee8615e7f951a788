import Foundation
import Ledger
import ProgramSupport
import Testing

/// What is no part of the data, nor of the analysis; S13 is invariant I9 of the specification.
@Suite("What surrounds the program") struct SurroundingsTests {
  private static let estimateFile = "results/small/estimate.json"

  /// What an estimate prints and writes; times are in the ledger only.
  private func estimate(_ ceremony: Ceremony, _ environment: [String: String] = [:]) throws
    -> String
  {
    let text = try ceremony.run(["estimate"], environment: environment)
    let json = try ceremony.run(["estimate", "--format", "json"], environment: environment)
    #expect(text.status == 0 && json.status == 0, "\(text.errors)")
    let file = try ceremony.folder.text(Self.estimateFile)
    return [text.output, text.errors, json.output, json.errors, file].joined(separator: "\n--\n")
  }

  @Test("S7 the progress bar draws the same frames for any box, on a terminal only")
  func progressBar() throws {
    let pair = try BoxPair(count: 50_000)
    let frames = try [pair.few, pair.many].map { ceremony -> String in
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/script")
      process.arguments = [
        "--quiet", "--return", "--command", "\(program.path) estimate \(Ceremony.file)",
        "/dev/null",
      ]
      process.currentDirectoryURL = ceremony.folder.url
      process.environment = surroundings(of: ceremony.folder.url)
      let pipe = Pipe()
      (process.standardOutput, process.standardInput) = (pipe, FileHandle.nullDevice)
      try process.run()
      let drawn = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return String(decoding: drawn, as: UTF8.self)
    }
    #expect(frames[0] == frames[1])
    #expect(frames[0].ranges(of: "reading [").count == 21)
    #expect(!(try estimate(pair.many)).contains("reading ["))
    for file in [Self.estimateFile, ".na64-blind/ledger.jsonl"] {
      #expect(!(try pair.many.folder.text(file)).contains("reading ["))
    }
  }

  @Test("S8 no variable and no switch makes it say more")
  func verbosity() throws {
    let pair = try BoxPair()
    let silent = try estimate(pair.few)
    let names = ["NA64_BLIND_DEBUG", "NA64_BLIND_TRACE", "DEBUG", "VERBOSE", "SWIFT_DEBUG"]
    let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "1") })
    #expect(try estimate(pair.few, environment) == silent)
    #expect(try estimate(pair.many, environment) == silent)
    for switches in [["--verbose"], ["--trace"], ["--debug"], ["-v"]] {
      #expect(try pair.many.run(["estimate"] + switches).status == 64)
    }
  }

  @Test("S13 hash seeds, locales and time zones change nothing")
  func localesAndSeeds() throws {
    let ceremony = try BoxPair().many
    let usual = try estimate(ceremony)
    for (name, value) in [
      ("SWIFT_DETERMINISTIC_HASHING", "1"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"),
      ("TZ", "Asia/Kathmandu"), ("TZ", ":/nonexistent"), ("LC_NUMERIC", "de_DE.UTF-8"),
      ("COLUMNS", "20"), ("HOME", "/nonexistent"), ("OMP_NUM_THREADS", "8"),
    ] {
      // Every process has a hash seed of its own, but with the first of these.
      #expect(try estimate(ceremony, [name: value]) == usual, "\(name)=\(value)")
    }
    let show = try ceremony.run(["status"], environment: ["TZ": "Asia/Kathmandu"])
    #expect(try ceremony.run(["status"]).output == show.output)
  }

  @Test("S12 no temporary file holds a record of the box, also after an end by force")
  func canaries() throws {
    let canary = 0.515_625_712_345_678_9
    let ceremony = try Ceremony()
    try BoxPair.add(["1,2,77,21.5,\(canary)"], to: ceremony)
    let temporary = try Folder()
    let environment = ["TMPDIR": temporary.url.path]
    for verb in ["estimate", "freeze"] {
      #expect(try ceremony.run([verb], environment: environment).status == 0)
    }
    let opening = ["unblind", "--sign-off", "--phrase", try ceremony.phrase()]
    let calls = try HeldProgram.calls(opening, of: Ceremony(copying: ceremony))
    try search(canary, [ceremony.folder, temporary])
    for end in Interruption.behindWrites(of: calls) {
      let copy = try Ceremony(copying: ceremony)
      let outcome = try copy.run(opening, environment: environment.merging(end.environment) { $1 })
      #expect(outcome.status == -SIGKILL)
      try search(canary, [copy.folder, temporary])
    }
  }

  /// Looks for a number as text and as the bytes of a double, everywhere but in the data.
  private func search(_ number: Double, _ folders: [Folder]) throws {
    let bytes = littleEndianBytes(of: number)
    let needles = [Data("\(number)".utf8), Data(bytes), Data(bytes.reversed())]
    for root in folders.map(\.url) + [URL(filePath: "/dev/shm")] {
      for path in (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
      where !path.hasSuffix("events.csv") {
        guard let contents = try? Data(contentsOf: root.appending(path: path)) else { continue }
        for needle in needles { #expect(contents.range(of: needle) == nil, "\(path)") }
      }
    }
  }

  private func littleEndianBytes(of number: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
  }

  @Test(
    "S14 the calls that open, write and rename are the same for any box",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
  func systemCalls() throws {
    let pair = try BoxPair(count: 20_000)
    for verb in ["estimate", "freeze", "reproduce", "status"] {
      let traces = try [pair.few, pair.many].map { try trace(verb, of: $0) }
      #expect(traces[0] == traces[1], "\(verb)")
      #expect(traces[0].contains("openat") && traces[0].count > 500)
    }
  }

  /// Runs a program without descriptors that other tests happened to have open when it started:
  /// the numbers of its own would differ.
  private static let closing = """
    for file in /proc/$$/fd/*; do
      number=${file##*/}
      [ "$number" -le 2 ] || eval "exec $number>&-"
    done
    exec "$@"
    """

  private func trace(_ verb: String, of ceremony: Ceremony) throws -> String {
    let folder = try Folder()
    let log = folder.url.appending(path: "trace")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", Self.closing, "bash", "/usr/bin/strace", "-f", "-o", log.path,
      "-e", "trace=write,openat,rename,renameat,unlinkat,mkdirat,ftruncate",
      program.path, verb, Ceremony.file,
    ]
    process.currentDirectoryURL = ceremony.folder.url
    process.environment = surroundings(of: ceremony.folder.url)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOf: log, encoding: .utf8)
      .replacing(ceremony.folder.url.path, with: "PROJECT")
      // The name of a record in the user's registry is made of the project's place.
      .replacing(/[0-9a-f]{32}\.known/, with: "RECORD.known")
      .replacing(/(?m)^\d+ +/, with: "")
      // A record of known data is named by the place of the files, which two projects do not share.
      .replacing(/[0-9a-f]{32}\.known\.json/, with: "KNOWN.json")
  }

  @Test("S16 no digest of the whole file, of the box or of nothing is told")
  func digests() throws {
    let ceremony = try Ceremony.opened()
    let raw = Array(
      try Data(contentsOf: ceremony.folder.url.appending(path: "analyses/events.csv")))
    let box = raw.split(separator: UInt8(ascii: "\n")).filter {
      $0.starts(with: Array("1,2,".utf8))
    }
    let boxRows = Array(box.joined(separator: [UInt8(ascii: "\n")]))
    var forbidden: [String] = []
    for bytes in [raw, boxRows, boxRows + [UInt8(ascii: "\n")], []] {
      forbidden.append(try plainDigest(bytes))
      for type in Self.types { forbidden.append(Digest(ofBytes: bytes, as: type).hexadecimal) }
    }
    var texts: [String] = []
    for verb in ["estimate", "status", "reproduce"] {
      for format in ["text", "json"] {
        texts.append(try ceremony.run([verb, "--format", format]).output)
      }
    }
    let root = ceremony.folder.url
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path)
    where !path.hasPrefix("analyses") {
      texts.append((try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? "")
    }
    for text in texts { for digest in forbidden { #expect(!text.contains(digest)) } }
    #expect(texts.contains { $0.contains("open-digest") })
  }

  private static let types = [
    RecordType("open-data"), RecordType("open-column"), RecordType("result"),
    RecordType("estimate"), RecordType("spill-list"), RecordType("executable"),
  ]

  /// SHA-256 as any other program computes it.
  private func plainDigest(_ bytes: [UInt8]) throws -> String {
    let folder = try Folder()
    let file = folder.url.appending(path: "bytes")
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(text.prefix(64))
  }

  @Test(
    "S15 the time taken does not tell ten rows in the box from none",
    .enabled(if: ProcessInfo.processInfo.environment["NA64_TIMINGS"] != nil))
  func time() throws {
    let pair = try BoxPair(count: 10, open: 200_000)
    var times: [[Double]] = [[], []]
    for _ in 0..<50 {
      for (index, ceremony) in [pair.few, pair.many].enumerated() {
        let start = ContinuousClock.now
        #expect(try ceremony.run(["estimate"]).status == 0)
        let taken = (ContinuousClock.now - start).components
        times[index].append(Double(taken.seconds) + Double(taken.attoseconds) * 1e-18)
      }
    }
    // Welch's statistic; 2.63 is the point of Student's distribution with 98 degrees of freedom that
    // leaves 1 % outside.
    let means = times.map { $0.reduce(0, +) / 50 }
    let variances = zip(times, means).map { series, mean in
      series.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 49
    }
    let statistic = (means[0] - means[1]) / ((variances[0] + variances[1]) / 50).squareRoot()
    #expect(abs(statistic) < 2.63, "means \(means)")
  }
}
