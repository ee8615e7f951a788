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
    guard key.freeze == freeze else {
      throw Refusal(.signOffInvalid, "the authorisation was given for another frozen analysis")
    }
    return Observed(value: try read(), freeze: freeze)
  }
}

extension Blinded: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "<blinded>" }
  public var debugDescription: String { "<blinded>" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A value that came out of the box, with the frozen analysis under which it was opened.
///
/// Only ``Blinded/open(with:)`` makes one, so whoever holds it went through the gate.
public struct Observed<Value: Sendable>: Sendable {
  public let value: Value
  /// Digest of the freeze record the box was opened under.
  public let freeze: Digest

  fileprivate init(value: Value, freeze: Digest) { (self.value, self.freeze) = (value, freeze) }
}

/// Permission to open one box once: it cannot be copied, kept or forged.
public struct UnblindingAuthorisation: ~Copyable, Sendable {
  fileprivate let freeze: Digest
}

extension UnblindingGate {
  /// Checks everything, writes the ledger entries, and only then hands out the key.
  ///
  /// - Throws: ``Refusal`` with the exit status that belongs to the first thing found wrong.
  public mutating func authorise(
    _ request: UnblindingRequest, in project: borrowing LockedProject
  ) throws -> UnblindingAuthorisation {
    let freeze = try admit(request)
    try recordOpening(of: freeze, for: request, in: project)  // no entry, no key
    return UnblindingAuthorisation(freeze: freeze.digest)
  }
}
