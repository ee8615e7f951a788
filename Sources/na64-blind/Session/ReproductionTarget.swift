import BlindAnalysis
import Ledger

/// What is to be made again, as it is named on the command line: an analysis file, or a folder of
/// results whose analysis file is looked for in the project.
enum ReproductionTarget {
  /// The path of the analysis file that belongs to a word of the command line.
  ///
  /// - Throws: ``Refusal`` if a folder holds no estimate, or no file here has its definition.
  static func analysisFile(for word: String) throws -> String {
    guard let results = try? ProjectFolder(at: word) else { return word }
    guard let bytes = try? results.read("estimate.json", limit: 16 << 20),
      let record = try? CanonicalValue(parsing: bytes),
      let digest = record["definition-digest"]?.string.flatMap({ Digest(parsing: $0) })
    else {
      throw Refusal(
        .badInput, "'\(word)' holds no estimate.json that can be read",
        next: "give an analysis file, or a folder such as results/eplus-2023")
    }
    let project = AnalysisFile.project(around: word)
    let files = try analysisFiles(in: project)
    if let path = files.first(where: { definition(of: $0)?.digest == digest }) { return path }
    let name = record["analysis"]?.string
    guard let changed = files.first(where: { definition(of: $0)?.name == name }) else {
      throw Refusal(
        .badInput, "no analysis file of this project belongs to '\(word)'",
        next: "na64-blind reproduce FILE")
    }
    throw Refusal(
      .dataChanged, "'\(changed)' is not the definition that '\(word)' was made with any more",
      next: "na64-blind ledger show tells when; version control has the file as it was")
  }

  /// YAML files in the project and its `analyses/`, by name.
  private static func analysisFiles(in project: String) throws -> [String] {
    let folder = try ProjectFolder(at: project)
    let inner = ((try? folder.names(in: "analyses")) ?? []).map { "analyses/\($0)" }
    return (inner + (try folder.names())).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .map { "\(project)/\($0)" }
  }

  private static func definition(of path: String) -> AnalysisDefinition? {
    (try? AnalysisFile(path)).flatMap { try? $0.definition() }
  }
}
