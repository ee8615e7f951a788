public import Ledger

/// A box of some data that was opened before.
public struct PastOpening: Hashable, Sendable {
  public let analysis: String
  public let freeze: Digest
  public let definition: Digest
  /// False if only the names of events tell that the data are the same, and those of generated
  /// ones can be equal by chance.
  public let isCertain: Bool
  /// Which events it showed; nil where that is not on record.
  let shown: OpenedEvents?

  public init(analysis: String, freeze: Digest, definition: Digest, isCertain: Bool = true) {
    self.init(
      analysis: analysis, freeze: freeze, definition: definition, isCertain: isCertain, shown: nil)
  }

  private init(
    analysis: String, freeze: Digest, definition: Digest, isCertain: Bool, shown: OpenedEvents?
  ) {
    (self.analysis, self.freeze, self.shown) = (analysis, freeze, shown)
    (self.definition, self.isCertain) = (definition, isCertain)
  }

  init(_ freeze: FreezeRecord) {
    self.init(
      analysis: freeze.analysis, freeze: freeze.digest, definition: freeze.definition,
      isCertain: true, shown: freeze.shown)
  }

  init(reading value: CanonicalValue) throws {
    let record = RecordReader(value, named: "past opening")
    self.init(
      analysis: try record.string("analysis"), freeze: try record.digest("freeze"),
      definition: try record.digest("definition-digest"),
      isCertain: try record.value("certain") == true)
  }

  var canonical: CanonicalValue {
    [
      "analysis": .string(analysis), "freeze": .string(freeze.description),
      "definition-digest": .string(definition.description), "certain": .bool(isCertain),
    ]
  }

  func withCertainty(_ isCertain: Bool) -> PastOpening {
    PastOpening(
      analysis: analysis, freeze: freeze, definition: definition,
      isCertain: isCertain && self.isCertain, shown: shown)
  }
}
