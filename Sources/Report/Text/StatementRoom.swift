import Ledger

/// How many datasets, backgrounds and steps of the procedure a statement lists.
///
/// What is left out is counted in a line of its own, so that nothing is missing in silence.
struct StatementRoom {
  let datasets: Int
  let sources: Int
  let steps: Int

  /// Lines for the three lists: 60 less what else a statement may hold, three lines that say how
  /// much is left out among them.
  private static let lines = 28
  /// What a list may always take.
  private static let guaranteed = (datasets: 6, sources: 16, steps: 8)

  /// Lists that are short leave their lines to the others: the procedure first, since it is what
  /// people agree to.
  init(for record: CanonicalValue) {
    let wanted = (
      datasets: record["data"]?.array?.count ?? 0,
      sources: record["headline"]?["backgrounds"]?["sources"]?.array?.count ?? 0,
      steps: record["procedure"]?["follows"]?.array?.count ?? 0
    )
    // The lines of a stage: what it is, and its share of the background.
    let staged = record["opens-text"] == nil ? 0 : 2
    var spare =
      Self.lines - staged - min(wanted.datasets, Self.guaranteed.datasets)
      - min(wanted.sources, Self.guaranteed.sources) - min(wanted.steps, Self.guaranteed.steps)
    func share(_ wanted: Int, _ guaranteed: Int) -> Int {
      let more = min(max(0, wanted - guaranteed), spare)
      spare -= more
      return min(wanted, guaranteed) + more
    }
    steps = share(wanted.steps, Self.guaranteed.steps)
    sources = share(wanted.sources, Self.guaranteed.sources)
    datasets = share(wanted.datasets, Self.guaranteed.datasets)
  }

  /// A line that says how many of a list are missing, if any are.
  static func omission(_ all: Int, listed: Int, _ what: String) -> [String] {
    all > listed ? ["  and \(all - listed) more \(what)"] : []
  }
}
