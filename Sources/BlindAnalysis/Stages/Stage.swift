import Ledger

/// Which part of an analysis a definition opens: the signal box, or a step on the way to it.
public struct Stage: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The whole procedure on data that a generator made; its results are marked MOCK.
    case rehearsal
    /// A fixed share of the events in the box.
    case burn
    /// A region that is blind and shares no event with the box.
    case validation
    /// The box, or what other stages left of it.
    case signal
  }

  public let kind: Kind
  /// `signal`, `rehearsal`, `burn`, or the name of a validation region.
  public let name: String
  /// Which of the events in its region it opens.
  public let share: EventShare

  /// The stage of a file that declares no others.
  public static let signal = Stage(kind: .signal, name: Kind.signal.rawValue, share: .all)

  /// Whether it opens only some of what is blind in the data of the signal.
  public var isPart: Bool { kind == .burn || kind == .validation }

  public var isMock: Bool { kind == .rehearsal }

  /// What is printed besides the counts and the limit, in the words of a freeze.
  public static let compatibility = "probability of so many with the background alone"

  /// What is opened, as it stands in a sentence.
  public var box: String {
    switch kind {
    case .signal: share == .all ? "the signal box" : "the signal box without the burn sample"
    case .rehearsal: "the signal box of a rehearsal (MOCK)"
    case .burn: "the burn sample (\(share.percent) of the signal box)"
    case .validation: "the validation region '\(name)'"
    }
  }
}

/// Some of the events of a region, told from the rest by a hash of what names them.
public enum EventShare: Hashable, Sendable {
  case all
  /// The events whose hash is below this fraction of all hashes; above 0, below 1.
  case burnt(Double)
  /// The others. An event without a name that can be read is among these.
  case kept(burnt: Double)

  /// How much of what is expected in the region is expected in this share.
  public var fraction: Double {
    switch self {
    case .all: 1
    case .burnt(let fraction): fraction
    case .kept(let fraction): 1 - fraction
    }
  }

  /// Whether an event belongs to it.
  ///
  /// - Parameter identifiers: What names the event; nil where it cannot be read.
  package func holds(_ identifiers: [Int64]?) -> Bool {
    switch self {
    case .all: true
    case .burnt(let fraction): identifiers.map { Self.isBurnt($0, fraction) } ?? false
    case .kept(let fraction): !(identifiers.map { Self.isBurnt($0, fraction) } ?? false)
    }
  }

  /// The hash has no key that could be chosen: an event is burnt in every analysis that burns so
  /// much, and a larger sample holds the smaller one; see docs/decisions/0022.
  private static func isBurnt(_ identifiers: [Int64], _ fraction: Double) -> Bool {
    let border = (fraction * 0x1p64).rounded(.down)
    return UInt64(exactly: border).map { burnHash(identifiers) < $0 } ?? (border > 0)
  }

  private static let burnHash = EventHash(for: RecordType("burn-sample"))

  /// Whether no event is in both.
  func isApart(from other: EventShare) -> Bool {
    switch (self, other) {
    case (.burnt(let one), .kept(let another)), (.kept(let another), .burnt(let one)):
      one <= another
    default: false
    }
  }

  /// As in `10 %`, to a millionth of a per cent.
  public var percent: String {
    let text = "\((fraction * 1e8).rounded() / 1e6)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
  }

  var canonical: CanonicalValue {
    switch self {
    case .all: ["of": "all"]
    case .burnt(let fraction): ["of": "burnt", "fraction": .real(fraction)]
    case .kept(let fraction): ["of": "kept", "fraction": .real(fraction)]
    }
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "share of events")
    let fraction = value["fraction"]?.real
    switch (try record.string("of"), fraction) {
    case ("all", nil): self = .all
    case ("burnt", let fraction?): self = .burnt(fraction)
    case ("kept", let fraction?): self = .kept(burnt: fraction)
    default: throw Refusal(.ledgerInvalid, "the ledger holds a share of events that makes no sense")
    }
  }
}
