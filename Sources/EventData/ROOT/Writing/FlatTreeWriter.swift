import Ledger

/// A scalar column with the type in which ROOT stores it.
struct TypedColumn: Hashable, Sendable {
  let name: String
  let type: LeafType
}

/// Writes a flat `TTree`: one scalar branch a column, not compressed, in baskets of equal rows.
///
/// The bytes are a function of names, types and rows. Layout: `TTree` 20, `TBranch` 13, `TLeaf` 2.
final class FlatTreeWriter {
  private let file: ROOTFileWriter
  private let tree: String
  private let title: String
  private var branches: [Branch]
  private var rows = 0
  /// Rows in a full basket.
  private let rowsPerBasket: Int
  static let usualRowsPerBasket = 65_536

  private struct Branch {
    let column: TypedColumn
    var values: [UInt8] = []
    var baskets: [Basket] = []
  }

  private struct Basket {
    let place: Int
    let length: Int
    let firstRow: Int
  }

  init(
    tree: String, title: String, columns: [TypedColumn], to file: NewFile, named name: String,
    rowsPerBasket: Int = usualRowsPerBasket
  ) throws {
    self.rowsPerBasket = rowsPerBasket
    self.file = try ROOTFileWriter(file, name: name)
    (self.tree, self.title) = (tree, title)
    branches = columns.map { Branch(column: $0) }
  }

  /// - Parameter columns: For each branch the big-endian values of `count` rows.
  func append(_ columns: [ArraySlice<UInt8>], count: Int) throws {
    var done = 0
    while done < count {
      let part = min(count - done, rowsPerBasket - rows % rowsPerBasket)
      for index in branches.indices {
        let size = branches[index].column.type.size
        let start = columns[index].startIndex
        branches[index].values += columns[index][start + done * size..<start + (done + part) * size]
      }
      (done, rows) = (done + part, rows + part)
      if rows % rowsPerBasket == 0 { try flush() }
    }
  }

  private func flush() throws {
    for index in branches.indices where !branches[index].values.isEmpty {
      let column = branches[index].column
      let (place, length) = try file.writeBasket(
        of: column.name, tree: tree, values: branches[index].values, valueSize: column.type.size)
      let firstRow = branches[index].baskets.count * rowsPerBasket
      branches[index].baskets.append(Basket(place: place, length: length, firstRow: firstRow))
      branches[index].values.removeAll(keepingCapacity: true)
    }
  }

  /// Makes the file whole; it is for the caller to name.
  func finish() throws {
    try flush()
    try file.finish(tree: tree, title: title, record: record)
  }

  // MARK: Record

  private func record(keyLength: Int) -> [UInt8] {
    var record = RecordBuilder()
    record.object(version: 20) { tree in
      tree.named(self.tree, title: title)
      Self.attributes(&tree)
      settings(&tree)
      var leaves: [Int] = []
      tree.list(count: branches.count) { list in
        for branch in branches { leaves.append(write(branch, to: &list)) }
      }
      tree.list(count: leaves.count) { list in
        // References count from the start of the key, and from two.
        for leaf in leaves { list.integer(UInt32(truncatingIfNeeded: leaf + keyLength + 2)) }
      }
      tree.zeros(7 * 4)  // aliases, two indices, index object, friends, user data, references
    }
    return record.bytes
  }

  /// `TAttLine`, `TAttFill` and `TAttMarker` as ROOT has them by default.
  private static func attributes(_ tree: inout RecordBuilder) {
    tree.object(version: 2) {
      for number in [602, 1, 1] as [UInt16] { $0.integer(number) }
    }
    fill(&tree)
    tree.object(version: 2) {
      for number in [1, 1] as [UInt16] { $0.integer(number) }
      $0.integer((1 as Float).bitPattern)
    }
  }

  private static func fill(_ object: inout RecordBuilder) {
    object.object(version: 2) {
      for number in [0, 1001] as [UInt16] { $0.integer(number) }
    }
  }

  /// What stands between the attributes and the branches.
  private func settings(_ tree: inout RecordBuilder) {
    let bytes = Int64(branches.flatMap(\.baskets).reduce(0) { $0 + $1.length })
    for number in [Int64(rows), bytes, bytes, 0, bytes] { tree.integer(number) }
    tree.real(1)  // weight
    for number in [0, 25, 0, 1000] as [Int32] { tree.integer(number) }
    tree.integer(0 as UInt32)  // all clusters are alike
    let most = 1_000_000_000_000 as Int64
    for number in [most, most, 0, -300_000_000, Int64(rowsPerBasket), 1_000_000] {
      tree.integer(number)
    }
    tree.zeros(2)  // no ends and no sizes of clusters
    Self.features(&tree)
  }

  /// `TIOFeatures` without any.
  private static func features(_ object: inout RecordBuilder) {
    // A class without a version of its own has its checksum there.
    object.object(version: 0) {
      $0.integer(0x1AA1_2F10 as UInt32)
      $0.append([0])
    }
  }

  /// - Returns: Where the leaf is in the record.
  private func write(_ branch: Branch, to list: inout RecordBuilder) -> Int {
    let column = branch.column
    let bytes = Int64(branch.baskets.reduce(0) { $0 + $1.length })
    var leaf = 0
    list.pointer(to: "TBranch") { pointer in
      pointer.object(version: 13) { object in
        object.named(column.name, title: "\(column.name)/\(column.type.letter)")
        Self.fill(&object)
        for number in [0, 32_000, 0, Int32(truncatingIfNeeded: branch.baskets.count)] {
          object.integer(number)
        }
        object.integer(Int64(rows))
        Self.features(&object)
        object.integer(0 as Int32)
        object.integer(UInt32(truncatingIfNeeded: slots(branch)))
        object.integer(0 as Int32)
        for number in [Int64(rows), 0, bytes, bytes] { object.integer(number) }
        object.list(count: 0) { _ in }
        object.list(count: 1) { leaf = Self.writeLeaf(column, to: &$0) }
        object.list(count: 0) { _ in }
        writeBaskets(branch, to: &object)
        object.text("")
      }
    }
    return leaf
  }

  /// ROOT wants one more place than there are baskets, and ten at least.
  private func slots(_ branch: Branch) -> Int { max(10, branch.baskets.count + 1) }

  private func writeBaskets(_ branch: Branch, to object: inout RecordBuilder) {
    let unused = slots(branch) - branch.baskets.count
    object.append([1])
    for basket in branch.baskets { object.integer(UInt32(truncatingIfNeeded: basket.length)) }
    object.zeros(unused * 4)
    object.append([1])
    for basket in branch.baskets { object.integer(Int64(basket.firstRow)) }
    object.integer(Int64(rows))
    object.zeros((unused - 1) * 8)
    object.append([1])
    for basket in branch.baskets { object.integer(Int64(basket.place)) }
    object.zeros(unused * 8)
  }

  private static func writeLeaf(_ column: TypedColumn, to list: inout RecordBuilder) -> Int {
    list.pointer(to: column.type.leafClass) { pointer in
      pointer.object(version: 1) { typed in
        typed.object(version: 2) { leaf in
          leaf.named(column.name, title: column.name)
          for number in [1, UInt32(column.type.size), 0] { leaf.integer(number) }
          leaf.append([0, column.type.isUnsigned ? 1 : 0])
          leaf.integer(0 as UInt32)  // no leaf counts its elements
        }
        typed.zeros(2 * column.type.size)  // no range is kept
      }
    }
  }
}
