import BlindAnalysis
import Stats

/// One open region, counted spill by spill.
struct RegionInSpills {
  /// What is tested: a spill or a run.
  struct Part: Hashable {
    let run: Int64
    let spill: Int64?
    var selected: Int
    var events: Int
  }

  let name: String
  /// By run and spill.
  let spills: [Part]

  init(_ region: Int, of summary: OpenSummary, _ counts: [SpillCount]) {
    name = summary.regions[region].name
    spills = counts.map {
      Part(
        run: $0.spill.run, spill: $0.spill.number, selected: $0.selected,
        events: $0.inRegions.indices.contains(region) ? $0.inRegions[region] : 0)
    }
  }

  /// Where none or all of the events are in the region, they are everywhere alike.
  var canCluster: Bool {
    let events = Self.sum(spills, \.events)
    return events > 0 && events < Self.sum(spills, \.selected)
  }

  var runs: [Part] { Self.runs(of: spills) }

  /// - Parameter correction: The number of tests.
  func tested(correction: Int) throws(NumericsError) -> [SpillCluster] {
    let single = try tested(spills, correction)
    let usual = zip(spills, single).filter { !$1.standsOut }.map(\.0)
    return single + (try tested(Self.runs(of: usual), correction))
  }

  private func tested(_ parts: [Part], _ correction: Int) throws(NumericsError) -> [SpillCluster] {
    let (selected, events) = (Self.sum(parts, \.selected), Self.sum(parts, \.events))
    var tested: [SpillCluster] = []
    for part in parts {
      let probability = try Hypergeometric(total: selected, marked: events, drawn: part.selected)
        .atLeast(part.events)
      tested.append(
        SpillCluster(
          region: name, run: part.run, spill: part.spill, events: part.events,
          selected: part.selected,
          expected: Double(part.selected) * Double(events) / Double(selected),
          probability: probability, corrected: min(1, Double(correction) * probability)))
    }
    return tested
  }

  private static func runs(of spills: [Part]) -> [Part] {
    spills.reduce(into: []) { runs, spill in
      if runs.last?.run == spill.run {
        runs[runs.count - 1].selected += spill.selected
        runs[runs.count - 1].events += spill.events
      } else {
        runs.append(
          Part(run: spill.run, spill: nil, selected: spill.selected, events: spill.events))
      }
    }
  }

  private static func sum(_ parts: [Part], _ count: (Part) -> Int) -> Int {
    parts.reduce(0) { $0 + count($1) }
  }
}
