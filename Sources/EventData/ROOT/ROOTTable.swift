/// A flat tree of a ROOT file, read without ROOT.
final class ROOTTable: Table {
  let path: String
  let columnNames: [String]
  let typedColumns: [TypedColumn]
  private let file: HeldFile
  private let tree: TreeDescription
  private let treeName: String

  /// - Parameter tree: The name of the tree, with its folders, as in `reconstruction/events`.
  /// - Throws: `DataError` when the file is no sound ROOT file or has no such tree.
  init(_ file: HeldFile, tree name: String) throws(DataError) {
    let (key, record) = try ROOTFile(file).tree(name)
    let subject = ROOTFile.subject(file, "the tree \(name.quoted)")
    (path, self.file, treeName) = (file.path, file, name)
    tree = try TreeDescription(key, record: record, subject: subject)
    columnNames = tree.branches.map(\.name)
    typedColumns = tree.branches.compactMap { branch in
      guard case .scalar(let type, _) = branch.content else { return nil }
      return TypedColumn(name: branch.name, type: type)
    }
  }

  func rows(_ selection: ColumnSelection) throws(DataError) -> any RowSource {
    var destinations: [(branch: String, destination: BasketCursor.Destination)] = []
    func place(of name: String) -> Int {
      if let known = destinations.firstIndex(where: { $0.branch == name }) { return known }
      destinations.append((name, BasketCursor.Destination()))
      return destinations.count - 1
    }
    for (slot, request) in selection.numbers.enumerated() {
      destinations[place(of: request.branch)].destination.numbers.append(slot)
    }
    for (slot, request) in selection.identifiers.enumerated() {
      destinations[place(of: request.branch)].destination.identifiers.append(slot)
    }
    for (slot, column) in selection.copies.enumerated() {
      guard typedColumns.contains(column) else {
        throw ROOTFile.subject(file, "branch \(column.name.quoted)")
          .unsupported("is stored in another type than in the other files")
      }
      destinations[place(of: column.name)].destination.copies.append(slot)
    }
    // A number of entries is believed only when some branch has as many values.
    if destinations.isEmpty { _ = place(of: try firstScalarBranch()) }
    var cursors: [BasketCursor] = []
    for (name, destination) in destinations { cursors.append(try cursor(name, destination)) }
    var loaders: [BasketLoader] = []
    for _ in 0..<min(ROOTRows.lanes, cursors.count) {
      loaders.append(try BasketLoader(file: file, record: tree.record))
    }
    return ROOTRows(
      file: file, entries: tree.entries, selection: selection, cursors: cursors, loaders: loaders)
  }

  private func cursor(_ name: String, _ destination: BasketCursor.Destination) throws(DataError)
    -> BasketCursor
  {
    let subject = ROOTFile.subject(file, "branch \(name.quoted)")
    switch try branch(name).content {
    case .unreadable(let reason):
      throw subject.unsupported("\(reason); only scalar branches can be read")
    case .scalar(let type, let lists):
      let baskets = try lists.plan(
        treeEntries: tree.entries, record: tree.record, subject: subject)
      return BasketCursor(type: type, baskets: baskets, destination: destination, subject: subject)
    }
  }

  private func firstScalarBranch() throws(DataError) -> String {
    for branch in tree.branches { if case .scalar = branch.content { return branch.name } }
    throw ROOTFile.subject(file, "tree \(treeName.quoted)").unsupported("has no scalar branch")
  }

  private func branch(_ name: String) throws(DataError) -> BranchDescription {
    let found = tree.branches.filter { $0.name == name }
    guard let branch = found.first else {
      throw .missingColumn(name, "tree \(treeName.quoted) has no branch", columnNames, in: path)
    }
    guard found.count == 1 else {
      throw .ambiguousColumn(name, "tree \(treeName.quoted) has several branches", in: path)
    }
    return branch
  }
}

extension DataError {
  static func missingColumn(
    _ name: String, _ what: String, _ known: [String], in file: String
  ) -> DataError {
    let nearest = nearestNames(to: name, among: known)
    return DataError(
      .missingColumn(name, nearest: nearest), in: file,
      "\(what) \(name.quoted)" + suggestion(nearest: nearest, known: known))
  }

  static func ambiguousColumn(_ name: String, _ what: String, in file: String) -> DataError {
    DataError(.ambiguousColumn(name), in: file, "\(what) of the name \(name.quoted)")
  }
}
