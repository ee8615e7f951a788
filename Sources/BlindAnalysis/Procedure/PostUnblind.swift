public import Ledger

/// How everything is marked that was defined after a box of its data had been opened.
///
/// The first such definition is number 1, the next 2, and so on, whether it was opened or not: each
/// was a choice made with the first result in sight.
public struct PostUnblind: Hashable, Sendable {
  /// From 1.
  public let number: Int
  /// Why the analysis was defined anew.
  public let reason: String

  public init(number: Int, reason: String) { (self.number, self.reason) = (number, reason) }

  /// - Throws: ``Refusal`` with the ledger's status for a record that cannot be read.
  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "post-unblind mark")
    (number, reason) = (try record.integer("number"), try record.string("reason"))
    guard number >= 1 else {
      throw Refusal(.ledgerInvalid, "the ledger holds a post-unblind mark numbered \(number)")
    }
  }

  var canonical: CanonicalValue { ["number": .integer(number), "reason": .string(reason)] }

  /// As in `POST-UNBLIND #1`, at the head of every text.
  public static func label(_ number: Int) -> String { "POST-UNBLIND #\(number)" }

  /// As in `post-unblind-1`, the folder for its records beside those of the first result.
  public static func folder(_ number: Int) -> String { "\(folderPrefix)\(number)" }

  static let folderPrefix = "post-unblind-"
}

/// What every number from a box carries: where it is from, and what it is worth.
public struct ObservationLabel: Hashable, Sendable {
  /// As in `signal`.
  public let stage: String
  /// Digest of the freeze record the box was opened under.
  public let freeze: Digest
  /// nil for the first result, else 1, 2, ….
  public let postUnblind: Int?
  /// Why another program than the frozen one opened the box, if it did.
  public let toolNote: String?
}

extension ObservationLabel: CustomStringConvertible {
  /// As in `stage signal, freeze 1a2b3c4d, POST-UNBLIND #1`.
  public var description: String {
    (stage == Stage.Kind.rehearsal.rawValue ? "MOCK, " : "")
      + "stage \(stage), freeze \(freeze.short)"
      + (postUnblind.map { ", " + PostUnblind.label($0) } ?? "")
      + (toolNote.map { ", BY ANOTHER PROGRAM (\($0))" } ?? "")
  }
}
