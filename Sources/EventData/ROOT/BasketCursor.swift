/// Goes through the baskets of one branch, one in memory at a time.
struct BasketCursor {
  /// Where the values of the branch belong in a batch.
  struct Destination {
    var numbers: [Int] = []
    var identifiers: [Int] = []
    var copies: [Int] = []
  }

  private let type: LeafType
  private let baskets: [PlannedBasket]
  private let destination: Destination
  private let subject: RecordCursor.Subject
  private var values = BasketLoader.Values()
  private var nextBasket = 0
  private var used = 0
  private var left = 0
  /// Why the last `read` gave fewer rows than were wanted.
  private(set) var failure: DataError?

  init(
    type: LeafType, baskets: [PlannedBasket], destination: Destination,
    subject: RecordCursor.Subject
  ) {
    (self.type, self.baskets) = (type, baskets)
    (self.destination, self.subject) = (destination, subject)
  }

  mutating func rewind() {
    (nextBasket, used, left, failure) = (0, 0, 0, nil)
  }

  /// Whether the next row is in a basket that is not in memory.
  var needsBasket: Bool { left == 0 && failure == nil && nextBasket < baskets.count }

  /// Brings the basket of the next row into memory; `read` tells if that failed.
  mutating func prepare(with loader: BasketLoader) {
    do throws(DataError) {
      try loadNext(with: loader)
    } catch {
      failure = error
    }
  }

  /// Fills the first rows of the batch's columns with the values that follow.
  ///
  /// - Returns: How many rows are filled; fewer than wanted only after a failure.
  mutating func read(
    _ wanted: Int, into batch: inout RawBatch, with loader: BasketLoader
  ) -> Int {
    var done = 0
    while done < wanted, failure == nil {
      do throws(DataError) {
        if left == 0 { try loadNext(with: loader) }
      } catch {
        failure = error
        break
      }
      let count = min(wanted - done, left)
      deliver(count, at: done, into: &batch)
      done += count
      used += count
      left -= count
    }
    return done
  }

  private mutating func loadNext(with loader: BasketLoader) throws(DataError) {
    guard nextBasket < baskets.count else { throw subject.damaged() }
    let basket = baskets[nextBasket]
    try loader.load(basket, of: type, into: &values, subject)
    (used, left) = (0, basket.entries)
    nextBasket += 1
  }

  private func deliver(_ count: Int, at row: Int, into batch: inout RawBatch) {
    let start = values.start + used * type.size
    for slot in destination.numbers {
      widen(type, values.bytes, from: start, count, into: &batch.numbers[slot], at: row)
    }
    for slot in destination.identifiers {
      takeWhole(
        type, values.bytes, from: start, count,
        into: &batch.identifiers[slot], wholeness: &batch.identifierIsWhole, at: row)
    }
    let stored = start..<start + count * type.size
    for slot in destination.copies where stored.upperBound <= values.bytes.count {
      copyValues(stored, of: values.bytes, to: &batch.copies[slot], at: row * type.size)
    }
  }
}
