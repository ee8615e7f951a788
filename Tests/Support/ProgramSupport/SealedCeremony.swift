import Foundation

/// The small analysis with its data sealed to alice, bob and carol, or others, by the program itself.
///
/// `analyses/raw.yaml` reads the files from before, `analyses/small.yaml` the open file and the
/// vault; the names of both analyses are the same.
public struct SealedCeremony: Sendable {
  public static let names = ["alice", "bob", "carol"]
  public static let raw = "analyses/raw.yaml"
  public static let vault = "sealed/sample.vault"
  public static let openFile = "sealed/sample.open.csv"
  public let ceremony: Ceremony

  public var folder: Folder { ceremony.folder }

  /// A copy of a project whose data are sealed.
  public init(of ceremony: Ceremony) { self.ceremony = ceremony }

  /// - Parameters:
  ///   - options: What else is given to `seal`.
  ///   - prepare: What is done before the data are sealed.
  public init(
    _ names: [String] = names, required: Int = 2,
    options: [String] = ["--raw-data", "on tape, for the data manager"],
    prepare: (Ceremony) throws -> Void = { _ in }
  ) throws {
    ceremony = try Ceremony()
    try prepare(ceremony)
    var lines = ""
    for name in names {
      lines += try Self.succeed(
        run(["vault", "member", "--name", name, "--into", "\(name).key"])
      ).output
    }
    try write(lines, to: "members.txt")
    try FileManager.default.moveItem(
      at: folder.url.appending(path: Ceremony.file), to: folder.url.appending(path: Self.raw))
    try Self.succeed(seal(into: "sealed", required: required, options: options))
    let raw = try folder.text(Self.raw)
    try write(Self.reading("sealed", of: raw), to: Ceremony.file)
  }

  /// The analysis file for the two files in a folder.
  public static func reading(_ sealed: String, of raw: String) -> String {
    let suffix = raw.contains("events.root") ? "root" : "csv"
    return raw.replacingOccurrences(
      of: "files: [events.\(suffix)]",
      with: "files: [../\(sealed)/sample.open.\(suffix)]\n    vault: ../\(sealed)/sample.vault")
  }

  /// Opened by alice and carol.
  public static func opened(
    prepare: (Ceremony) throws -> Void = { _ in }
  ) throws -> SealedCeremony {
    let sealed = try SealedCeremony(prepare: prepare)
    for words in [["estimate"], ["freeze"], ["unblind", "--request"]] {
      try succeed(sealed.ceremony.run(words))
    }
    for name in ["alice", "carol"] { try succeed(sealed.release(name)) }
    try succeed(sealed.signOff())
    return sealed
  }

  private init(copying other: SealedCeremony) throws {
    ceremony = try Ceremony(copying: other.ceremony)
  }

  /// A copy of one whose data were sealed, two of three members required.
  public static func sealed() throws -> SealedCeremony { try SealedCeremony(copying: one.get()) }

  /// A copy of one that was frozen, with releases asked for.
  public static func requested() throws -> SealedCeremony {
    try SealedCeremony(copying: oneRequested.get())
  }

  private static let one = Result {
    let sealed = try SealedCeremony()
    _ = sealed.folder.keptUntilTheEnd()
    return sealed
  }

  private static let oneRequested = Result {
    let sealed = try Self.sealed()
    _ = sealed.folder.keptUntilTheEnd()
    for words in [["estimate"], ["freeze"], ["unblind", "--request"]] {
      try sealed.ceremony.succeed(words)
    }
    return sealed
  }

  @discardableResult
  public static func succeed(_ outcome: Outcome) throws -> Outcome {
    guard outcome.status == 0 else { throw ProgramFailure(text: outcome.errors) }
    return outcome
  }

  public func run(
    _ words: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    try ProgramSupport.run(words, in: folder.url, environment: environment)
  }

  public func seal(
    into target: String, required: Int = 2, options: [String] = [],
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: target), withIntermediateDirectories: true)
    return try run(
      [
        "seal", Self.raw, "--members", "members.txt", "--required", "\(required)", "--into", target,
      ] + options, environment: environment)
  }

  /// A member's release, with the phrase that the program asks for.
  public func release(_ name: String, _ options: [String] = []) throws -> Outcome {
    let words = ["release", "--key", "\(name).key"] + options
    let asked = try ceremony.run(words + ["--phrase", "something else"]).errors
    let phrase = asked.split(separator: "\n").last { $0.hasPrefix("release ") } ?? ""
    return try ceremony.run(words + ["--phrase", String(phrase)])
  }

  /// - Parameter stage: Nil for the signal.
  public func signOff(stage: String? = nil) throws -> Outcome {
    try ceremony.run(
      ["unblind"] + Self.naming(stage)
        + ["--sign-off", "--phrase", ceremony.phrase(stage: stage)])
  }

  // MARK: Stages

  /// The words that name a stage; none for the signal.
  public static func naming(_ stage: String?) -> [String] { stage.map { ["--stage", $0] } ?? [] }

  /// A burn sample of 20 %, which takes the second of the three events in the box, and a region
  /// beside the box that is called `rim`.
  public static let stages = """
    stages:
      - {stage: burn, fraction: 20 %}
      - stage: validation
        name: rim
        region: E_ECAL > 42 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV
        backgrounds: {rest: {model: declared, value: 0.7 ± 0.4, source: made for a test}}

    """

  /// Two events of the rim, and one that is blind and in no region.
  public static let otherBlindRows = ["1,5,0,43.5,0.5", "1,5,1,44.25,0.25", "1,6,0,20,1.25"]

  /// Declares ``stages``, and adds blinded rows.
  public static func staged(_ rows: [String] = otherBlindRows) -> (Ceremony) throws -> Void {
    { ceremony in
      for (path, text) in [
        (Ceremony.file, stages), ("analyses/events.csv", rows.map { $0 + "\n" }.joined()),
      ] {
        let whole = try ceremony.folder.text(path) + text
        try Data(whole.utf8).write(to: ceremony.folder.url.appending(path: path))
      }
    }
  }

  /// A copy of one whose data were sealed for ``stages``.
  public static func sealedForStages() throws -> SealedCeremony {
    try SealedCeremony(copying: oneStaged.get())
  }

  private static let oneStaged = Result {
    let sealed = try SealedCeremony(prepare: staged())
    _ = sealed.folder.keptUntilTheEnd()
    return sealed
  }

  /// Up to the request for releases.
  ///
  /// - Parameter stage: Nil for the signal.
  public func request(stage: String? = nil) throws {
    for words in [["estimate"], ["freeze"], ["unblind", "--request"]] {
      try ceremony.succeed(words + Self.naming(stage))
    }
  }

  /// From the estimate to the opening, by alice and carol.
  ///
  /// - Parameter stage: Nil for the signal.
  @discardableResult
  public func open(stage: String? = nil) throws -> Outcome {
    try request(stage: stage)
    for name in ["alice", "carol"] { try Self.succeed(release(name, Self.naming(stage))) }
    return try Self.succeed(signOff(stage: stage))
  }

  // MARK: Files

  public func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: path))
  }

  public func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.url.appending(path: path)))
  }

  public func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: path).path
    ).sorted()
  }

  public func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.url.appending(path: path))
  }

  public func copy(_ path: String, to target: String) throws {
    try? remove(target)
    try FileManager.default.copyItem(
      at: folder.url.appending(path: path), to: folder.url.appending(path: target))
  }
}
