public import BlindAnalysis

/// Collects which events of each dataset are visible, for recognising them again.
public final class VisibleEvents {
  private let hash = EventHash()
  private var makers: [String: EventSketchMaker] = [:]

  public init() {}

  /// What was visible so far of a dataset.
  public func sketch(of dataset: String) -> EventSketch {
    (makers[dataset] ?? EventSketchMaker()).finished
  }

  func add(_ chunk: RowChunk, of dataset: String) {
    var maker = makers.removeValue(forKey: dataset) ?? EventSketchMaker()
    let hashes = hash(columns: chunk.identifiers, count: chunk.count)
    for row in 0..<chunk.count where chunk.isNamed(row) { maker.add(hashes[row]) }
    makers[dataset] = maker
  }
}
