/// What may be done with a row; nothing but `open` is ever shown.
public enum RowClass: UInt8, Hashable, Sendable {
  /// Provably outside the mask.
  case open = 0
  /// A blinding column is not a finite number, and the others leave its place unknown.
  case quarantine = 1
  /// Inside the mask, on its edge, or not provably outside; also if its finite columns alone say so.
  case blind = 2
}
