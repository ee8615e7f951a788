import Foundation

/// A small analysis on CSV pseudo-data, brought to a stage by the program itself.
public struct Ceremony: Sendable {
  public static let file = "analyses/small.yaml"
  public let folder: Folder

  /// A project with the analysis and its data: 40 side-band events, 3 in the box.
  public init() throws {
    folder = try Folder()
    let analyses = folder.url.appending(path: "analyses")
    try FileManager.default.createDirectory(at: analyses, withIntermediateDirectories: true)
    try Data(Self.analysis.utf8).write(to: analyses.appending(path: "small.yaml"))
    try Data(Self.events.utf8).write(to: analyses.appending(path: "events.csv"))
  }

  /// A copy of a project, records included.
  public init(copying other: Ceremony) throws { folder = try Folder(copying: other.folder) }

  /// A copy of one project that was estimated and frozen.
  public static func frozen() throws -> Ceremony { try Ceremony(copying: oneFrozen.get()) }

  /// A copy of one project whose box was opened.
  public static func opened() throws -> Ceremony { try Ceremony(copying: oneOpened.get()) }

  private static let oneFrozen = Result {
    let ceremony = try Ceremony().keptUntilTheEnd()
    for verb in ["estimate", "freeze"] { try ceremony.succeed([verb]) }
    return ceremony
  }

  private static let oneOpened = Result {
    let ceremony = try frozen().keptUntilTheEnd()
    try ceremony.succeed(["unblind", "--sign-off", "--phrase", ceremony.phrase()])
    return ceremony
  }

  /// For a project that is copied by many tests.
  public func keptUntilTheEnd() -> Ceremony {
    _ = folder.keptUntilTheEnd()
    return self
  }

  @discardableResult
  public func succeed(_ words: [String]) throws -> Outcome {
    let outcome = try run(words)
    guard outcome.status == 0 else { throw ProgramFailure(text: outcome.errors) }
    return outcome
  }

  public func run(
    _ words: [String], environment: [String: String] = [:], input: String = ""
  ) throws -> Outcome {
    try ProgramSupport.run(
      [words[0], Self.file] + words.dropFirst(), in: folder.url, environment: environment,
      input: input)
  }

  /// The last line of the statement.
  ///
  /// - Parameter stage: Nil for the signal.
  public func phrase(stage: String? = nil) throws -> String {
    let path = "results/small/" + (stage.map { "\($0)/" } ?? "") + "statement.txt"
    return try folder.text(path).split(separator: "\n").last.map(String.init) ?? ""
  }

  /// Kinds of the ledger's entries, but for the sketches of what was read.
  public func ledger() throws -> [String] { try entries().filter { $0 != "sketch" } }

  /// Kinds of all entries of the ledger.
  public func entries() throws -> [String] {
    guard folder.exists(".na64-blind/ledger.jsonl") else { return [] }
    return try folder.text(".na64-blind/ledger.jsonl").split(separator: "\n").map { line in
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return entry?["kind"] as? String ?? ""
    }
  }

  /// The event energies are exact decimals, so that every platform reads the same doubles.
  private static let events: String = {
    let sideBand = (0..<40).map { "1,1,\($0),\(61.5 - Double($0 * $0) * 0.0078125),0.25" }
    let box = (0..<3).map { "1,2,\($0),\(20 + $0),0.5" }
    let others = (0..<20).map { "1,3,\($0),70.5,0.125" }
    return (["run,spill,event,ecal,hcal"] + others + box + sideBand).joined(separator: "\n") + "\n"
  }()

  private static let analysis = """
    na64-blind: 1
    analysis: small
    title: A small analysis for tests
    beam: {particle: e-, momentum: 100 GeV}
    data:
      - name: sample
        kind: pseudo-data
        files: [events.csv]
        exposure: {on-target: 1e9, uncertainty: 1 %, source: made for a test}
        event-id: [run, spill, event]
    columns:
      E_ECAL: {branch: ecal, unit: GeV}
      E_HCAL: {branch: hcal, unit: GeV}
    selection:
      - {name: quiet, require: E_HCAL < 30 GeV}
    regions:
      signal box: E_ECAL in 0 GeV .. 42 GeV && E_HCAL < 1 GeV
      side band: E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV
    blind: {signal: signal box, region: E_ECAL < 45 GeV && E_HCAL < 1.5 GeV}
    backgrounds:
      tail:
        model: side-band extrapolation
        variable: E_ECAL
        from: side band
        into: signal box
        function: exponential
    limit: {confidence: 90 %, method: CLs, statistic: count, background prior: gamma}

    """
}

/// Changes a file of the project; the text must occur.
public func replace(_ old: String, with new: String, in path: String, of ceremony: Ceremony) throws
{
  let url = ceremony.folder.url.appending(path: path)
  let text = try String(contentsOf: url, encoding: .utf8)
  guard text.contains(old) else { throw ProgramFailure(text: "'\(old)' is not in \(path)") }
  try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
}

public struct ProgramFailure: Error {
  public let text: String

  public init(text: String) { self.text = text }
}
