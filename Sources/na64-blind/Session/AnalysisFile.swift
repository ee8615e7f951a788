import BlindAnalysis
import Ledger

/// The text of an analysis file, and where its project is.
struct AnalysisFile {
  /// As the user gave it.
  let path: String
  let bytes: [UInt8]
  /// The folder of the file; relative data files start there.
  let folder: String

  private static let sizeLimit = 1 << 20

  /// - Throws: ``Refusal`` if the file cannot be read.
  init(_ path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let above = parts.dropLast().joined(separator: "/")
    folder = parts.count == 1 ? "." : above.isEmpty ? "/" : above
    self.path = path
    do {
      bytes = try ProjectFolder(at: folder).read(String(parts.last ?? ""), limit: Self.sizeLimit)
    } catch {
      throw Refusal(
        .badInput, "cannot read the analysis file '\(path)': \(error.description)",
        next: "give the path of a YAML file, as in analyses/eplus-2023-70GeV.yaml")
    }
  }

  /// - Throws: ``DefinitionError`` with every finding.
  func definition() throws(DefinitionError) -> AnalysisDefinition {
    try AnalysisDefinition(validating: bytes, file: path)
  }

  /// The folder of the file, or its parent if the folder is called `analyses`.
  var projectFolder: String {
    let name = folder.split(separator: "/").last ?? ""
    return name == "analyses" ? folder + "/.." : folder
  }
}
