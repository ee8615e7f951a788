extension SpillList {
  /// So many bytes of a file are enough to read it, or to refuse it as too long.
  public static let readingLimit = SpillListReader.maximumSize + 1

  /// Reads a list: the header `run,spill` or `run,first spill,last spill`, then a line of whole
  /// numbers for each spill or stretch of spills, both ends included.
  ///
  /// Empty lines and lines that start with `#` are skipped; a spill may be named more than once.
  ///
  /// - Parameters:
  ///   - bytes: The file, as far as ``readingLimit``.
  ///   - file: The name to print in findings.
  /// - Throws: ``DefinitionError`` with every finding, by position. What a file without the header
  ///   holds shows in none of them, since it may be a file of events.
  public init(
    reading bytes: [UInt8], file: String, as meaning: Meaning
  ) throws(DefinitionError) {
    var reader = SpillListReader(bytes, file: file)
    guard reader.read() else { throw reader.error(quoting: false) }
    if meaning == .good, reader.findings.isEmpty, reader.entries.isEmpty { reader.refuseEmpty() }
    guard reader.findings.isEmpty else { throw reader.error(quoting: true) }
    do {
      try self.init(meaning, naming: reader.entries)
    } catch {
      reader.refuse(error)
      throw reader.error(quoting: false)
    }
  }
}
