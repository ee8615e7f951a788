import BlindAnalysis
import Ledger

/// What is to be made again, as it is named on the command line: an analysis file, or a folder of
/// results whose analysis file is looked for in the project.
enum ReproductionTarget {
  /// The analysis file, with the stage, that belongs to a word of the command line.
  ///
  /// - Parameter stage: The stage that was named; nil for the signal or for that of the folder.
  /// - Throws: ``Refusal`` if a folder holds no estimate, or no file here has its definition.
  static func analysisFile(for word: String, stage: String?) throws -> AnalysisFile {
    guard let results = try? ProjectFolder(at: word) else {
      return try AnalysisFile(word, stage: stage)
    }
    guard let bytes = try? results.read("estimate.json", limit: 16 << 20),
      let record = try? CanonicalValue(parsing: bytes),
      let digest = record["definition-digest"]?.string.flatMap({ Digest(parsing: $0) })
    else {
      throw Refusal(
        .badInput, "'\(word)' holds no estimate.json that can be read",
        next: analysis(in: results).map { "na64-blind reproduce \("\(word)/\($0)".shellWord)" }
          ?? "give an analysis file, or the folder of its results")
    }
    let project = AnalysisFile.project(around: word)
    let files = try analysisFiles(in: project)
    let name = record["analysis"]?.string
    let found = name.map(StageName.init)?.stage
    if let path = files.first(where: { definition(of: $0, at: found)?.digest == digest }) {
      return try AnalysisFile(path, stage: found)
    }
    guard let changed = files.first(where: { definition(of: $0, at: found)?.name == name }) else {
      throw Refusal(
        .badInput, "no analysis file of this project belongs to '\(word)'",
        next: "name the analysis file in place of the folder")
    }
    throw Refusal(
      .dataChanged, "'\(changed)' is not the definition that '\(word)' was made with any more",
      next: "version control has the file as it was; when it was estimated: "
        + "na64-blind ledger show \(project.shellWord)")
  }

  /// The first analysis in a folder of the results of several.
  private static func analysis(in results: ProjectFolder) -> String? {
    (try? results.names())?.first {
      (try? results.read("\($0)/estimate.json", limit: 16 << 20)) != nil
    }
  }

  /// YAML files in the project and its `analyses/`, by name.
  private static func analysisFiles(in project: String) throws -> [String] {
    let folder = try ProjectFolder(at: project)
    let inner = ((try? folder.names(in: "analyses")) ?? []).map { "analyses/\($0)" }
    return (inner + (try folder.names())).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .map { "\(project)/\($0)" }
  }

  private static func definition(of path: String, at stage: String?) -> AnalysisDefinition? {
    (try? AnalysisFile(path, stage: stage)).flatMap { try? $0.definition() }
  }
}
