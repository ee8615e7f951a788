public import BlindAnalysis
public import Ledger

/// The text that people sign: generated from the freeze record alone, with its numbers in it.
public struct Statement: Sendable {
  /// At most 60.
  public let lines: [String]
  /// The file's contents.
  public let text: String
  public let digest: Digest

  public init(of freeze: FreezeRecord) {
    let record = freeze.value
    let room = StatementRoom(for: record)
    self.init(
      lines: Self.heading(freeze) + Self.data(record["data"], listed: room.datasets)
        + Self.fixed(record)
        + Self.backgrounds(record["headline"], listed: room.sources)
        + Self.limit(record["headline"])
        + Self.procedure(record["procedure"], listed: room.steps) + Self.ending(freeze))
  }

  init(lines: [String]) {
    self.lines = lines
    text = lines.joined(separator: "\n") + "\n"
    digest = Digest(ofBytes: Array(text.utf8), as: .statement)
  }

  private static func heading(_ freeze: FreezeRecord) -> [String] {
    [
      "na64-blind statement: opening \(freeze.box)", "",
      "Analysis        \(freeze.analysis): \(freeze.value["title"].text)",
      freeze.statementLine,
    ] + freeze.stageLines
      + (freeze.postUnblind.map {
        ["\(PostUnblind.label($0.number)) The box is open already; defined anew: \($0.reason)"]
      } ?? [])
  }

  private static func data(_ data: CanonicalValue?, listed: Int) -> [String] {
    let datasets = data?.array ?? []
    return datasets.prefix(listed).map { dataset in
      let kind = dataset["kind"]?.string
      let label = kind == Dataset.Kind.data.rawValue ? "" : " (\(kind?.uppercased() ?? ""))"
      return "Data            \(dataset["name"].text)\(label), "
        + "\(dataset["on-target"].number) on target, open part \(dataset["open-digest"].short)"
        + sealing(dataset["sealed"])
    } + StatementRoom.omission(datasets.count, listed: listed, "datasets")
  }

  /// Who opens the vault of a dataset, if it has one.
  private static func sealing(_ record: CanonicalValue?) -> String {
    guard let record else { return "" }
    let escrow = record["escrow"]?.string.map { ", or \($0.printable) ALONE" } ?? ""
    return
      ", sealed \(record["vault"]?["vault"].text.prefix(8) ?? ""): \(record["required"].number) "
      + "of \(record["members"]?.array?.count ?? 0) members\(escrow)"
  }

  private static func fixed(_ record: CanonicalValue) -> [String] {
    [
      "Definition      \(record["definition-digest"].text)",
      "Blind region    \(record["mask"]?["region"].text ?? "")",
      (record["opens-text"] == nil ? "Signal box      " : "What is opened  ")
        + (record["signal-region"]?["condition"].text ?? ""),
      "Program         na64-blind \(record["tool"]?["version"].text ?? ""), executable "
        + (record["tool"]?["executable-digest"].short ?? ""),
      "Ledger          \(record["ledger"]?["entries"].number ?? "") entries, head "
        + (record["ledger"]?["head"].short ?? ""),
      "Already seen    " + alreadySeen(record["already-seen"]?.array ?? [])
        + declared(record["declared-seen"]?.array ?? []),
    ]
  }

  /// What the analysis file says was seen before it was written.
  private static func declared(_ looks: [CanonicalValue]) -> String {
    guard let first = looks.first else { return "" }
    let more = looks.count > 1 ? " and \(looks.count - 1) more in the analysis file" : ""
    return "; DECLARED as seen: \(first["what"].text) (by \(first["who"].text), "
      + "\(first["when"].text): \(first["why"].text))\(more)"
  }

  /// Earlier blind regions that left this signal box open, as far as the ledger knows.
  private static func alreadySeen(_ looks: [CanonicalValue]) -> String {
    guard let first = looks.first else { return "nothing, as far as the ledger knows" }
    let more = looks.count > 1 ? " and \(looks.count - 1) more" : ""
    return "BY '\(first["analysis"].text)', which blinded only '\(first["blind-then"].text)'\(more)"
  }

  private static func backgrounds(_ headline: CanonicalValue?, listed: Int) -> [String] {
    let sources = headline?["backgrounds"]?["sources"]?.array ?? []
    var table = TextTable([.left, .right, .left, .left])
    for source in sources.prefix(listed) {
      let name = source["name"].text
      if let limit = source["upper-limit"] {
        table.add(
          name, "< " + limit["events"].number,
          "at " + (limit["confidence"]?.real?.percent ?? ""), "not added")
      } else {
        let note = source["added"] == false ? "not added" : nil
        add(name, source["events"], note, to: &table)
      }
    }
    let total = headline?["backgrounds"]?["total"]
    add("total", total, to: &table)
    let opened = headline?["share"]?["background"] ?? total
    table.add(
      headline?["share"] == nil ? "in the limit" : "in the limit, as opened",
      opened?["value"].number ?? "", "± \(opened?["uncertainty"].number ?? "")")
    return ["", "Background in the box, in events"] + table.lines()
      + StatementRoom.omission(sources.count, listed: listed, "sources, in the total or beside it")
  }

  private static func add(
    _ name: String, _ events: CanonicalValue?, _ note: String? = nil, to table: inout TextTable
  ) {
    let statistical = events?["statistical"].number ?? "0"
    let (down, up) = (events?["systematic-down"].number, events?["systematic-up"].number)
    let systematic = down == "0" && up == "0" ? nil : "-\(down ?? "") +\(up ?? "") (syst.)"
    table.add(
      name, events?["value"].number ?? "", statistical == "0" ? "" : "± \(statistical) (stat.)",
      [systematic, note].compactMap(\.self).joined(separator: ", "))
  }

  private static func limit(_ headline: CanonicalValue?) -> [String] {
    let limit = headline?["expected-limit"]
    let parameter = limit?["parameter"]?.string
    var table = TextTable([.left, .right, .right])
    table.add("sigma", "events", parameter ?? "")
    for quantile in (limit?["quantiles"]?.array ?? []).prefix(5) {
      let bound = quantile["limit"]
      table.add(
        quantile["sigma"].number, bound?["events"].number ?? "",
        parameter == nil ? "" : bound?["parameter"].number ?? "")
    }
    return ["", "Expected limit at \(limit?["confidence"]?.real?.percent ?? "") confidence"]
      + table.lines()
  }

  private static func procedure(_ procedure: CanonicalValue?, listed: Int) -> [String] {
    let steps = procedure?["follows"]?.array ?? []
    return [
      "",
      "Then printed are the events in the box, their identifiers"
        + (procedure?["prints"]?.array?.contains(.string(Stage.compatibility)) == true
          ? ", how well they go with the background alone, and the upper limit: "
          : " and the upper limit: ")
        + "\(procedure?["method"].text ?? "") of the \(procedure?["statistic"].text ?? ""), "
        + "background prior \(procedure?["background-prior"].text ?? "")",
    ] + steps.prefix(listed).map { "  \($0["count"].text): \($0["text"].text)" }
      + StatementRoom.omission(steps.count, listed: listed, "counts, in the analysis file")
  }

  private static func ending(_ freeze: FreezeRecord) -> [String] {
    [
      "",
      freeze.box == Stage.signal.box
        ? "I have seen the estimate above and agree that the signal box of this analysis is opened"
        : "I have seen the estimate above and agree that \(freeze.box) is opened",
      "once, for this definition, these data and this program. "
        + (freeze.quorum.isTyped ? "To sign off, type:" : "Signed by:"),
      freeze.quorum.isTyped ? freeze.phrase : signers(freeze.quorum),
    ]
  }

  private static func signers(_ quorum: Quorum) -> String {
    let listed = quorum.members.prefix(12).map(\.name).joined(separator: ", ")
    let more = quorum.members.count > 12 ? " and \(quorum.members.count - 12) more" : ""
    return "\(quorum.required) of \(listed)\(more) (list \(quorum.digest.short))"
  }
}

extension FreezeRecord {
  /// What is opened under it, as it stands in a sentence.
  fileprivate var box: String { value["opens-text"]?.string ?? Stage.signal.box }

  /// What this stage is and what was opened before it; nothing for an analysis without stages.
  fileprivate var stageLines: [String] {
    guard value["opens-text"] != nil else { return [] }
    let earlier = (value["earlier-stages"]?.array ?? []).map {
      "\($0["stage"].text) "
        + ($0["post-unblind"]?.integer.map { PostUnblind.label($0) + " " } ?? "")
        + "(result \($0["result"].short))"
    }
    let shown =
      earlier.prefix(6).joined(separator: ", ")
      + (earlier.count > 6 ? " and \(earlier.count - 6) more" : "")
    return [
      "Stage           \(value["stage"].text)"
        + (earlier.isEmpty ? ", the first" : ", after \(shown)")
    ]
  }
}

extension CanonicalValue? {
  /// The text of a field; empty if it is none.
  fileprivate var text: String { self?.string ?? "" }

  /// The number of a field: a count as it is, any other to three digits.
  fileprivate var number: String {
    if let whole = self?.integer, whole.magnitude < 1_000_000 { return "\(whole)" }
    return self?.real.map { $0.text(significant: 3) } ?? ""
  }

  /// The first digits of a digest.
  fileprivate var short: String { Digest(parsing: text)?.short ?? "" }
}
