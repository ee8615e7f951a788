import Ledger

/// Where a part of the blind region comes from.
public struct MaskOrigin: Hashable, Sendable {
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// The analysis file itself.
    case file
    /// An analysis of this project that read the same files.
    case ledger
    /// An analysis of this project that read the same events from other files.
    case events
    /// The record beside the data file.
    case sidecar
    /// What the user's other projects have read.
    case registry
    /// A policy of the project.
    case policy
    /// The header of the vault that holds the blinded rows.
    case vault
  }

  public let source: Source
  /// Who declared it; for a policy or a vault the name of its file.
  public let analysis: String
  /// The number of the entry in the ledger; nil if there is none yet.
  public let entry: Int?

  public init(_ source: Source, analysis: String, entry: Int? = nil) {
    (self.source, self.analysis, self.entry) = (source, analysis, entry)
  }
}

extension MaskOrigin: CustomStringConvertible {
  /// As in `'other', ledger entry #3`.
  public var description: String {
    let analysis = analysis.printable
    let place = entry.map { ", ledger entry #\($0)" } ?? ""
    return switch source {
    case .file: "this file"
    case .ledger: "'\(analysis)'\(place)"
    case .events: "'\(analysis)', which read the same events\(place)"
    case .sidecar: "'\(analysis)', by the record beside the data\(place)"
    case .registry: "'\(analysis)', by the user's registry\(place)"
    case .policy: "the policy '\(analysis)'\(place)"
    case .vault: "the vault '\(analysis)'\(place)"
    }
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "origin of a mask")
    guard let source = Source(rawValue: try record.string("source")) else {
      throw Refusal(.ledgerInvalid, "the ledger holds a mask of an unknown origin")
    }
    self.init(
      source, analysis: try record.string("analysis"),
      entry: try record.value("ledger-entry").integer)
  }

  var canonical: CanonicalValue {
    [
      "source": .string(source.rawValue), "analysis": .string(analysis),
      "ledger-entry": entry.map(CanonicalValue.integer) ?? .null,
    ]
  }
}

/// A region that was declared blind for some data.
public struct DeclaredMask: Hashable, Sendable {
  public let mask: MaskRecord
  public let origin: MaskOrigin

  public init(_ mask: MaskRecord, from origin: MaskOrigin) {
    (self.mask, self.origin) = (mask, origin)
  }
}
