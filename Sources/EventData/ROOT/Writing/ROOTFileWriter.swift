import Ledger

/// The container of a ROOT file with one object, written from front to back.
///
/// All positions are 64 bits wide. Times and the file's identifier, which ROOT fills with the
/// moment and the machine, are constants: equal contents are equal bytes.
///
/// Source: ROOT, `TFile`, `TKey` and `TDirectoryFile`, class documentation.
final class ROOTFileWriter {
  private let file: NewFile
  /// Takes the baskets; the rest is written when they are in the file.
  private let baskets: WriteBehind
  private let name: String
  private let title = "na64-blind"
  private static let firstRecord = 100
  /// 1 January 2000, as `TDatime` packs it: six bits of years since 1995, then month, day and time.
  private static let moment: UInt32 = 5 << 26 | 1 << 22 | 1 << 17
  private static let wideKeyVersion: UInt16 = 1004

  /// - Parameter name: What ROOT shows as the name of the file.
  /// - Throws: `StorageError`.
  init(_ file: NewFile, name: String) throws {
    (self.file, self.name) = (file, name)
    baskets = WriteBehind(file)
    try baskets.append([UInt8](repeating: 0, count: Self.firstRecord))
    // The directory is written again when its place of keys is known.
    try baskets.append(directoryRecord(keys: 0, keysLength: 0))
  }

  /// A key in front of a record that is written at the end of the file.
  private func key(
    _ className: String, _ name: String, _ title: String, at place: Int, contents: Int,
    extra: Int = 0, cycle: UInt16 = 1, parent: Int = firstRecord
  ) -> [UInt8] {
    var names = RecordBuilder()
    names.text(className)
    names.text(name)
    names.text(title)
    let length = 4 + 2 + 4 + 4 + 2 + 2 + 8 + 8 + names.bytes.count + extra
    var key = RecordBuilder()
    key.integer(UInt32(truncatingIfNeeded: length + contents))
    key.integer(Self.wideKeyVersion)
    key.integer(UInt32(truncatingIfNeeded: contents))
    key.integer(Self.moment)
    key.integer(UInt16(truncatingIfNeeded: length))
    key.integer(cycle)
    key.integer(Int64(place))
    key.integer(Int64(parent))
    key.append(names.bytes)
    return key.bytes
  }

  /// Writes the values of some entries of a branch.
  ///
  /// - Returns: Where the basket is, and its length with the key.
  func writeBasket(
    of branch: String, tree: String, values: [UInt8], valueSize: Int
  ) throws -> (place: Int, length: Int) {
    let place = baskets.size
    let ownMembers = 2 + 4 * 4 + 1
    var basket = RecordBuilder()
    basket.append(
      key(
        "TBasket", branch, tree, at: place, contents: values.count, extra: ownMembers, cycle: 0))
    let keyLength = basket.bytes.count + ownMembers
    basket.integer(3 as UInt16)
    basket.integer(UInt32(truncatingIfNeeded: values.count))
    basket.integer(UInt32(truncatingIfNeeded: valueSize))
    basket.integer(UInt32(truncatingIfNeeded: values.count / valueSize))
    basket.integer(UInt32(truncatingIfNeeded: keyLength + values.count))
    basket.append([0])  // the values lie outside of the header
    try baskets.append(basket.bytes)
    try baskets.append(values)
    return (place, keyLength + values.count)
  }

  /// Writes the tree's record, the directory of keys, the free list and the header; the file is then
  /// whole, and is for the caller to name.
  ///
  /// - Parameter record: Given the length of the key in front, which references count from.
  func finish(
    tree: String, title: String, record: (_ keyLength: Int) -> [UInt8]
  ) throws {
    try baskets.finish()
    let place = file.size
    let keyLength = key("TTree", tree, title, at: place, contents: 0).count
    let contents = record(keyLength)
    let treeKey = key("TTree", tree, title, at: place, contents: contents.count)
    try file.append(treeKey + contents)
    let (classes, classesLength) = try writeClasses()
    let (keys, keysLength) = try writeKeys([treeKey])
    let free = file.size
    let freeRecord = freeRecord(at: free)
    try file.append(freeRecord)
    try file.replace(
      with: directoryRecord(keys: keys, keysLength: keysLength), at: Self.firstRecord)
    try file.replace(
      with: header(
        free: free, freeLength: freeRecord.count, classes: classes, classesLength: classesLength),
      at: 0)
  }

  /// An empty list of class descriptions: those of a flat tree are part of every ROOT.
  private func writeClasses() throws -> (place: Int, length: Int) {
    let place = file.size
    var list = RecordBuilder()
    list.object(version: 5) { list in
      list.plainObject()
      list.text("")
      list.integer(0 as UInt32)
    }
    let record =
      key(
        "TList", "StreamerInfo", "Doubly linked list", at: place, contents: list.bytes.count)
      + list.bytes
    try file.append(record)
    return (place, record.count)
  }

  private func writeKeys(_ keys: [[UInt8]]) throws -> (place: Int, length: Int) {
    let place = file.size
    var list = RecordBuilder()
    list.integer(UInt32(truncatingIfNeeded: keys.count))
    for key in keys { list.append(key) }
    let record =
      key("TFile", name, title, at: place, contents: list.bytes.count) + list.bytes
    try file.append(record)
    return (place, record.count)
  }

  /// The first record: names, and where the directory of keys is.
  private func directoryRecord(keys: Int, keysLength: Int) -> [UInt8] {
    var names = RecordBuilder()
    names.text(name)
    names.text(title)
    var directory = RecordBuilder()
    directory.integer(1005 as UInt16)
    directory.integer(Self.moment)
    directory.integer(Self.moment)
    directory.integer(UInt32(truncatingIfNeeded: keysLength))
    directory.integer(UInt32(truncatingIfNeeded: namesLength))
    directory.integer(Int64(Self.firstRecord))
    directory.integer(0 as Int64)
    directory.integer(Int64(keys))
    directory.integer(1 as UInt16)
    directory.zeros(16)
    let contents = names.bytes + directory.bytes
    return key("TFile", name, title, at: Self.firstRecord, contents: contents.count, parent: 0)
      + contents
  }

  /// The key of the first record with the names behind it.
  private var namesLength: Int {
    var names = RecordBuilder()
    names.text(name)
    names.text(title)
    return key("TFile", name, title, at: 0, contents: 0).count + names.bytes.count
  }

  private func freeRecord(at place: Int) -> [UInt8] {
    var free = RecordBuilder()
    let contents = 2 + 8 + 8
    let head = key("TFile", name, title, at: place, contents: contents)
    let end = place + head.count + contents
    free.append(head)
    free.integer(1001 as UInt16)
    free.integer(Int64(end))
    free.integer(Int64(end / 1_000_000_000 + 2) * 1_000_000_000)
    return free.bytes
  }

  private func header(
    free: Int, freeLength: Int, classes: Int, classesLength: Int
  ) -> [UInt8] {
    var header = RecordBuilder()
    header.append(ROOTFile.magic)
    header.integer(1_062_400 as UInt32)  // wide, and laid out as ROOT 6.24 does
    header.integer(UInt32(Self.firstRecord))
    header.integer(Int64(file.size))
    header.integer(Int64(free))
    header.integer(UInt32(truncatingIfNeeded: freeLength))
    header.integer(1 as UInt32)
    header.integer(UInt32(truncatingIfNeeded: namesLength))
    header.append([8])
    header.integer(0 as UInt32)  // not compressed
    header.integer(Int64(classes))
    header.integer(UInt32(truncatingIfNeeded: classesLength))
    header.integer(1 as UInt16)
    header.zeros(16)
    return header.bytes
  }
}
