import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct Diff: Verb {
  static let configuration = CommandConfiguration(
    abstract: "What changed between two definitions, or between two estimates or results?",
    discussion: """
      Definitions (YAML) are compared by what they mean: comments, layout, and units do not count. \
      Estimates and results (JSON) are compared number by number.

      Examples:
        na64-blind diff analyses/eplus.yaml analyses/eplus-tight.yaml
        na64-blind diff results/eplus/estimate.json \\
          results/eplus/post-unblind-1/estimate.json
      """)

  @Argument(help: "A definition, estimate or result.", completion: .file())
  var before: String

  @Argument(help: "Another of the same kind.", completion: .file())
  var after: String

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  func validate() throws {
    guard Self.isDocument(before) == Self.isDocument(after) else {
      throw ValidationError("give two definitions (YAML), or two estimates or results (JSON)")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    let (old, new) = (try Self.value(of: before), try Self.value(of: after))
    try refuseOtherKinds(old, new)
    let text = DifferenceText(DocumentDifference(from: old, to: new))
    try environment.print(text.lines, or: text.document, as: format)
  }

  /// Nothing of an estimate is in the place where a result has it.
  private func refuseOtherKinds(_ old: CanonicalValue, _ new: CanonicalValue) throws {
    guard old["schema"] != new["schema"] else { return }
    func kind(_ value: CanonicalValue) -> String { value["schema"]?.string?.printable ?? "unknown" }
    throw Refusal(
      .badInput, "'\(before)' is of the kind \(kind(old)), and '\(after)' of \(kind(new))",
      next: "give two estimates or two results")
  }

  private static func isDocument(_ path: String) -> Bool { path.hasSuffix(".json") }

  private static func value(of path: String) throws -> CanonicalValue {
    guard isDocument(path) else {
      let definition = try AnalysisFile(path).definition()
      var members = definition.canonical.object ?? [:]
      members["title"] = .string(definition.title)
      let stages = zip(members["stages"]?.array ?? [], definition.earlierStages)
      members["stages"] = .array(stages.map { $1.own(in: $0) })
      return .object(members)
    }
    let bytes = try AnalysisFile.bytes(of: path, next: "give an estimate.json or a result.json")
    do {
      return try CanonicalValue(parsing: bytes)
    } catch {
      throw Refusal(
        .badInput, "\(path):\(error.line):\(error.column): \(error.message)",
        next: "give an estimate.json or a result.json as na64-blind writes it")
    }
  }
}

extension AnalysisDefinition {
  /// What is of this stage alone: the rest is that of the signal, or follows from it.
  ///
  /// - Parameter stage: As the definition of the signal holds it.
  fileprivate func own(in stage: CanonicalValue) -> CanonicalValue {
    var members = stage.object ?? [:]
    members["procedure"] = canonical["procedure"]
    switch self.stage.kind {
    case .rehearsal: members["data"] = canonical["data"]
    case .validation: members["backgrounds"] = canonical["backgrounds"]
    case .burn, .signal: break
    }
    return .object(members)
  }
}
