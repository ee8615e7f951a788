/// An order in which every derived quantity comes after those it uses.
struct DerivedOrder {
  /// Positions in the given list.
  private(set) var indices: [Int] = []
  /// What cannot be ordered: members of cycles, and what needs them.
  private(set) var unordered: [String] = []
  /// Each cycle once, beginning with its first member in the file.
  private(set) var cycles: [[String]] = []

  /// - Parameter quantities: Each with all words of its expression.
  init(_ quantities: [(name: String, words: Set<String>)]) {
    let known = Set(quantities.map(\.name))
    let needs = quantities.map { $0.words.intersection(known) }
    var done: Set<String> = []
    var waiting = Array(quantities.indices)
    var remaining = waiting.count + 1
    while waiting.count < remaining {
      remaining = waiting.count
      for index in waiting where needs[index].isSubset(of: done) {
        done.insert(quantities[index].name)
        indices.append(index)
      }
      waiting.removeAll { done.contains(quantities[$0].name) }
    }
    unordered = waiting.map { quantities[$0].name }
    let next = waiting.map { index in
      (quantities[index].name, unordered.first { needs[index].contains($0) } ?? "")
    }
    cycles = Self.cycles(following: Dictionary(next) { first, _ in first }, from: unordered)
  }

  /// Everything left over needs something left over, so each walk runs into a cycle.
  private static func cycles(following next: [String: String], from names: [String]) -> [[String]] {
    var visited: Set<String> = []
    var cycles: [[String]] = []
    for start in names {
      var path: [String] = []
      var name = start
      while visited.insert(name).inserted {
        path.append(name)
        name = next[name] ?? name
      }
      guard let entry = path.firstIndex(of: name) else { continue }
      let cycle = Array(path[entry...])
      let first = cycle.firstIndex(of: names.first { cycle.contains($0) } ?? name) ?? 0
      cycles.append(Array(cycle[first...] + cycle[..<first]))
    }
    return cycles
  }
}
