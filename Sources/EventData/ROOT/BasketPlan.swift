/// A run of entries of one branch, and where their values are.
struct PlannedBasket {
  enum Place {
    /// In the file; the length is zero if the tree does not tell it.
    case file(position: Int, length: Int)
    /// In the tree's own record.
    case record(Range<Int>)
  }

  let entries: Int
  let place: Place
}

extension BasketLists {
  /// The baskets in order, proven to hold each entry of the tree exactly once.
  ///
  /// - Throws: `DataError` if the lists contradict each other or the tree.
  func plan(
    treeEntries: Int, record: [UInt8], subject: RecordCursor.Subject
  ) throws(DataError) -> [PlannedBasket] {
    guard entries == treeEntries else {
      throw DataError(
        .damaged, in: subject.file,
        "is damaged: \(subject.part) has not the same length as its tree")
    }
    let starts = try numbers(firstEntries, isWide: isWide, in: record, subject)
    let positions = try numbers(filePositions, isWide: hasWidePositions, in: record, subject)
    let lengths = try numbers(packedLengths, isWide: false, in: record, subject)
    var (baskets, covered, slot): ([PlannedBasket], Int, Int) = ([], 0, 0)
    while covered < entries {
      guard slot < length, slot <= fullBaskets, starts[slot] == covered else {
        throw subject.damaged()
      }
      let hasNext = slot < fullBaskets && slot + 1 < length
      let next = hasNext ? starts[slot + 1] : entries
      guard next >= covered, next <= entries else { throw subject.damaged() }
      if next > covered {
        guard let place = place(of: slot, positions[slot], lengths[slot]) else {
          throw subject.damaged()
        }
        baskets.append(PlannedBasket(entries: next - covered, place: place))
      }
      (covered, slot) = (next, slot + 1)
    }
    return baskets
  }

  private func place(of slot: Int, _ position: Int, _ length: Int) -> PlannedBasket.Place? {
    if position > 0 { return .file(position: position, length: length) }
    return embedded[slot].map { .record($0) }
  }

  /// One of the three lists; empty where the tree has none.
  private func numbers(
    _ place: Int?, isWide: Bool, in record: [UInt8], _ subject: RecordCursor.Subject
  ) throws(DataError) -> [Int] {
    guard let place else {
      guard entries == 0 else { throw subject.damaged() }
      return []
    }
    var cursor = try RecordCursor(record, from: place, subject: subject)
    guard length <= cursor.remaining / (isWide ? 8 : 4) else { throw subject.damaged() }
    var numbers: [Int] = []
    numbers.reserveCapacity(length)
    for _ in 0..<length { numbers.append(try isWide ? cursor.int64() : cursor.int32()) }
    return numbers
  }
}
