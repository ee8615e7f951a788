// Reads all numeric columns of ROOT or CSV files and prints the rate, best of several passes.
//
//   swift build -c release --package-path Benchmarks -Xswiftc -enable-testing
//   Benchmarks/.build/release/benchmark-read TREE FILE...
//
// peers/read.py reads the same files with uproot. The sums let the two be compared.

import Glibc

@testable import EventData

/// Seconds of processor time that this process has used.
func processorTime() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

struct Measurement {
  var seconds = Double.infinity
  var rows = 0
  var sums: [Double] = []
}

/// The best of several passes over a file, opened anew each time.
func measure(_ path: String, tree: String, passes: Int) throws(DataError) -> (Measurement, [String])
{
  var best = Measurement()
  var names: [String] = []
  for _ in 0..<passes {
    let start = processorTime()
    let table = try openTable(at: path, tree: tree)
    names = table.columnNames
    let selection = ColumnSelection(numbers: names.map(ColumnRequest.init), identifiers: [])
    let source = try table.rows(selection)
    let (rows, sums) = try readThrough(source)
    let seconds = processorTime() - start
    if seconds < best.seconds { best = Measurement(seconds: seconds, rows: rows, sums: sums) }
  }
  return (best, names)
}

func readThrough(_ source: any RowSource) throws(DataError) -> (Int, [Double]) {
  var batch = source.makeBatch(capacity: RawBatch.usualCapacity)
  var rows = 0
  var sums = [Double](repeating: 0, count: batch.numbers.count)
  while try source.nextBatch(into: &batch) {
    rows += batch.count
    for slot in sums.indices { sums[slot] += sum(batch.numbers[slot], batch.count) }
  }
  return (rows, sums)
}

/// In four lanes, so that adding up does not take longer than reading.
func sum(_ values: [Double], _ count: Int) -> Double {
  var lanes = SIMD4<Double>.zero
  var index = 0
  while index + 4 <= count {
    lanes += SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
    index += 4
  }
  var total = lanes.sum()
  while index < count {
    total += values[index]
    index += 1
  }
  return total
}

func run() -> Int32 {
  let arguments = CommandLine.arguments
  guard arguments.count >= 3 else {
    print("usage: benchmark-read TREE FILE...")
    return 64
  }
  for path in arguments.dropFirst(2) {
    do throws(DataError) {
      let (best, names) = try measure(path, tree: arguments[1], passes: 3)
      let rate = Double(best.rows) / best.seconds / 1e6
      print("\(path): \(best.rows) rows, \(rate) million rows per second of processor time")
      for (name, sum) in zip(names, best.sums) { print("  \(name) \(sum)") }
    } catch {
      print("\(error)")
      return 65
    }
  }
  return 0
}

exit(run())
