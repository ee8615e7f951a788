import Backgrounds

/// Spills and runs that stand out, or that none does.
struct SpillClusterText {
  private let clustering: SpillClustering

  init(_ clustering: SpillClustering) { self.clustering = clustering }

  var lines: [String] {
    guard let smallest = clustering.smallest else { return [] }
    guard !clustering.clusters.isEmpty else {
      let probability = smallest.corrected.text(significant: 2)
      return [
        "", "No spill of \(clustering.dataset) stands out (smallest corrected p = \(probability))",
      ]
    }
    return [
      "",
      "Open events that cluster in \(clustering.dataset), corrected for the "
        + "\(clustering.tests) places looked at",
    ] + table.lines()
  }

  private var table: TextTable {
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add("", "run", "spill", "events", "expected", "p")
    for cluster in clustering.clusters {
      table.add(
        cluster.region, "\(cluster.run)", cluster.spill.map { "\($0)" } ?? "all",
        "\(cluster.events)", cluster.expected.text(significant: 2),
        cluster.corrected.text(significant: 2))
    }
    return table
  }
}
