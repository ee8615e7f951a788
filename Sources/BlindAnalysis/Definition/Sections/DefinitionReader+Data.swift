/// The event files.
extension DefinitionReader {
  mutating func datasets(in fields: Fields) -> [Dataset] {
    var names: Set<String> = []
    return sections("data", in: fields).compactMap { entry in
      let name = name(in: entry, others: &names)
      return dataset(entry, name: name)
    }
  }

  private mutating func dataset(_ entry: Fields, name: String?) -> Dataset? {
    let kind: Dataset.Kind? = entry["kind"] == nil ? .data : choice("kind", in: entry)
    let files = texts("files", in: entry)
    for file in files where file.value.hasPrefix("/") { report(.absolutePath(at: file.span)) }
    let format = format(of: files, in: entry)
    let exposure = open("exposure", in: entry).flatMap {
      declaredNumber("on-target", in: $0, .positive)
    }
    let eventID = texts("event-id", in: entry).map(\.value)
    let spills = spillList(in: entry, eventID: eventID)
    let truth = truth(of: kind, in: entry, eventID: eventID)
    let vault = text("vault", in: entry)
    if let vault, vault.value.hasPrefix("/") { report(.absolutePath(at: vault.span)) }
    // What an opening keeps of the sealed rows is called so, and it cannot be taken back then.
    if vault != nil, let name, name.contains("/") || name.utf8.count > 200 {
      report(.badSealedName(name, at: entry.place(of: "name")))
    }
    guard let name, let kind, let format, let exposure,
      !files.isEmpty, !eventID.isEmpty
    else { return nil }
    return Dataset(
      name: name, kind: kind, files: files.map(\.value), format: format, exposure: exposure,
      eventID: eventID, spills: spills, truth: truth, vault: vault?.value,
      span: entry.place(of: "files"))
  }

  private mutating func spillList(in entry: Fields, eventID: [String]) -> DeclaredSpillList? {
    let given = SpillList.Meaning.allCases.filter { entry[$0.rawValue] != nil }
    guard let meaning = given.first else { return nil }
    if given.count > 1 { report(.goodAndBadSpills(at: entry.place(of: given[1].rawValue))) }
    for branch in Dataset.spillBranches where !eventID.contains(branch) {
      report(.spillsWithoutEventID(branch, at: entry.place(of: "event-id")))
    }
    let file = text(meaning.rawValue, in: entry)
    if let file, file.value.hasPrefix("/") { report(.absolutePath(at: file.span)) }
    return file.map { DeclaredSpillList(meaning: meaning, file: $0.value) }
  }

  /// What the key says, else what all file names end with.
  private mutating func format(of files: [Placed<String>], in entry: Fields) -> Dataset.Format? {
    let tree = text("tree", in: entry)
    let format: FormatName?
    if entry["format"] != nil {
      format = choice("format", in: entry)
    } else {
      format = formatByExtension(files)
    }
    switch format {
    case .root:
      if entry["tree"] == nil { report(.missingTree(at: entry.span)) }
      return tree.map { .root(tree: $0.value) }
    case .csv:
      guard entry["tree"] == nil else {
        report(.surplusTree(at: entry.place(of: "tree")))
        return nil
      }
      return .csv
    case nil: return nil
    }
  }

  private enum FormatName: String, CaseIterable { case root, csv }

  private mutating func formatByExtension(_ files: [Placed<String>]) -> FormatName? {
    var formats: Set<FormatName> = []
    for file in files {
      let lowered = file.value.lowercased()
      guard let format = FormatName.allCases.first(where: { lowered.hasSuffix(".\($0.rawValue)") })
      else {
        report(.unknownFormat(file.value, at: file.span))
        return nil
      }
      formats.insert(format)
    }
    if formats.count > 1, let last = files.last { report(.mixedFormats(at: last.span)) }
    return formats.count == 1 ? formats.first : nil
  }
}

extension Diagnostic {
  fileprivate static func absolutePath(at span: SourceSpan) -> Self {
    Self(
      severity: .warning, id: "absolute-path",
      message: "an absolute path is found on one machine only; "
        + "paths are relative to the analysis file", span: span)
  }

  fileprivate static func badSealedName(_ name: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "bad-sealed-name",
      message: "'\(name.prefix(80))' cannot name the files of sealed rows; use at most 200 bytes "
        + "and no '/'", span: span)
  }

  fileprivate static func missingTree(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "missing-tree",
      message: "ROOT files need the key 'tree', the name of the TTree with the events", span: span)
  }

  fileprivate static func surplusTree(at span: SourceSpan) -> Self {
    Self(severity: .error, id: "surplus-tree", message: "CSV files hold no tree", span: span)
  }

  fileprivate static func unknownFormat(_ file: String, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "unknown-format",
      message: "'\(file.prefix(80))' ends neither with '.root' nor with '.csv'; "
        + "say which it is with the key 'format'", span: span)
  }

  fileprivate static func mixedFormats(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "mixed-formats",
      message: "ROOT and CSV files cannot be mixed in one dataset; make two", span: span)
  }
}
