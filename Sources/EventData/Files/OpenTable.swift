/// Opens a data file and reads its header; the first bytes tell the format.
///
/// - Parameters:
///   - path: A ROOT file, or a CSV file with a header.
///   - tree: The tree to read from a ROOT file, with its folders; not used for CSV.
/// - Throws: `DataError` when the file cannot be opened, is of another format, or is damaged.
func openTable(at path: String, tree: String?) throws(DataError) -> any Table {
  let file = try HeldFile(opening: path)
  let start = try file.bytes(at: 0, atMost: ROOTFile.magic.count + 1)
  // The fifth byte is the top of a version number; text holds no zero.
  guard start == ROOTFile.magic + [0] else {
    guard !path.lowercased().hasSuffix(".root") else {
      throw DataError(.wrongFormat, in: path, "is not a ROOT file")
    }
    return try CSVTable(file)
  }
  guard let tree else {
    throw DataError(
      .missingTree("", nearest: []), in: path, "is a ROOT file; the name of its tree is needed")
  }
  return try ROOTTable(file, tree: tree)
}
