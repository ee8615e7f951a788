public import BlindAnalysis

extension SpillList {
  /// Reads the list that a dataset names.
  ///
  /// - Parameter folder: Where the analysis file lies; a relative name starts there.
  /// - Throws: ``DataError`` if the file cannot be read; ``DefinitionError`` for what it holds.
  init(reading declared: DeclaredSpillList, relativeTo folder: String) throws {
    let isAbsolute = declared.file.hasPrefix("/") || folder.isEmpty
    let path = isAbsolute ? declared.file : "\(folder)/\(declared.file)"
    // What is wrong in a list is quoted; in a file of data, that would be rows.
    guard !KnownDataStore.isData(resolvedPath(path)) else {
      throw DataError(
        .wrongFormat, in: path, "holds data of which some are blind, and is no list of spills")
    }
    let bytes = try HeldFile(opening: path).bytes(at: 0, atMost: Self.readingLimit)
    try self.init(reading: bytes, file: path, as: declared.meaning)
  }
}

extension AnalysisDefinition {
  /// Reads the lists of spills that the datasets name, and no events.
  ///
  /// - Parameter folder: Where the analysis file lies; relative names start there.
  /// - Throws: ``DataError`` for a file that cannot be read; ``DefinitionError`` for what it holds.
  public func checkSpillLists(relativeTo folder: String) throws {
    for list in datasets.compactMap(\.spills) {
      _ = try SpillList(reading: list, relativeTo: folder)
    }
  }
}
