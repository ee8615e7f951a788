public import Ledger

/// A signal-box result that stays unread until unblinding is authorised.
///
/// It holds the recipe, never the value, and prints as `<blinded>` whichever way it is printed.
public struct Blinded<Value: Sendable>: Sendable {
  private let read: @Sendable () throws -> Value
  private let freeze: Digest

  /// - Parameters:
  ///   - freeze: The frozen analysis under which the value may be opened, and no other.
  ///   - read: Computes the value; not called before ``open(with:)``.
  public init(under freeze: Digest, reading read: @escaping @Sendable () throws -> Value) {
    (self.read, self.freeze) = (read, freeze)
  }

  /// Reads the value and spends the authorisation.
  ///
  /// - Throws: ``Refusal`` if the key was made for another freeze, else what the recipe throws.
  public consuming func open(
    with key: consuming UnblindingAuthorisation
  ) throws -> Observed<Value> {
    guard key.label.freeze == freeze else {
      throw Refusal(.signOffInvalid, "the authorisation was given for another frozen analysis")
    }
    return Observed(value: try read(), label: key.label)
  }
}

extension Blinded: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "<blinded>" }
  public var debugDescription: String { "<blinded>" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A value that came out of the box, with its label, which it cannot lose.
///
/// Only ``Blinded/open(with:)`` makes one, so whoever holds it went through the gate; the label is
/// the gate's, from the freeze record, never the caller's.
public struct Observed<Value: Sendable>: Sendable {
  public let value: Value
  public let label: ObservationLabel

  fileprivate init(value: Value, label: ObservationLabel) {
    (self.value, self.label) = (value, label)
  }
}

extension Observed: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "\(label): \(value)" }
  public var debugDescription: String { description }
}

/// Permission to open one box once: it cannot be copied, kept or forged.
public struct UnblindingAuthorisation: ~Copyable, Sendable {
  fileprivate let label: ObservationLabel
}

extension UnblindingGate {
  /// Checks everything, writes the ledger entries, and only then hands out the key.
  ///
  /// - Parameter releases: Whose releases of sealed data are used; entered with the opening.
  /// - Throws: ``Refusal`` with the exit status that belongs to the first thing found wrong.
  public mutating func authorise(
    _ request: UnblindingRequest, using releases: [SealingEvent] = [],
    in project: borrowing LockedProject
  ) throws -> UnblindingAuthorisation {
    let freeze = try admit(request)
    try recordOpening(of: freeze, for: request, using: releases, in: project)  // no entry, no key
    return UnblindingAuthorisation(
      label: freeze.label(toolNote: request.circumstances.toolNote(against: freeze)))
  }

  /// A key for counting again what is open already; see docs/decisions/0019.
  ///
  /// Writes nothing: the ledger holds the opening and its result under this very definition.
  ///
  /// - Parameter toolNote: What the recorded result says about the program that opened the box.
  /// - Throws: ``Refusal`` if the box was not opened to the end under this definition, or if the
  ///   open data are not those of its freeze.
  public func authoriseRecount(
    of definition: Digest, data: [OpenDataRecord], toolNote: String?
  ) throws -> UnblindingAuthorisation {
    let freeze = try freezeForRecount(of: definition, data: data)
    return UnblindingAuthorisation(label: freeze.label(toolNote: toolNote))
  }
}
