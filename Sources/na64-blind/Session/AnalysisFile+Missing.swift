import BlindAnalysis
import Ledger

/// What to say of a file that cannot be read.
extension AnalysisFile {
  /// Why a path that the user gave cannot be read, in words that hold outside of a project too.
  static func reason(_ error: StorageError, at path: String) -> String {
    let isFolder = (try? ProjectFolder(at: path)) != nil
    return isFolder ? "it is a folder" : error.cause
  }

  /// The analysis file that was probably meant, or those that are there.
  static func whereToLook(near path: String) -> String {
    let (above, name) = split(path)
    let isFolder = (try? ProjectFolder(at: path)) != nil
    let folders = isFolder ? [path] : [above, above == "." ? "analyses" : "\(above)/analyses"]
    for folder in folders {
      let files = analysisFiles(in: folder)
      if let near = files.nearest(to: name) { return "is it \(place(near, in: folder))?" }
      if !files.isEmpty {
        let places = files.prefix(shown).map { place($0, in: folder) }.joined(separator: ", ")
        return (isFolder ? "name a file in it: " : "there are: ") + places
          + (files.count > shown ? ", …" : "")
      }
    }
    return "give the path of an analysis file (YAML)"
  }

  private static let shown = 8

  private static func analysisFiles(in folder: String) -> [String] {
    let names = (try? ProjectFolder(at: folder).names(limit: 10_000)) ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .filter { !$0.hasPrefix(".") && $0 != BlindingPolicy.file }
  }

  private static func place(_ name: String, in folder: String) -> String {
    let plain = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return (folder == "." ? name : "\(plain)/\(name)").shellWord
  }
}
