/// What may be done with a row; nothing but `open` is ever shown.
public enum RowClass: UInt8, Hashable, Sendable {
  /// Provably outside the mask.
  case open = 0
  /// A blinding column is not a finite number, so that its place is unknown.
  case quarantine = 1
  /// Inside the mask, on its edge, or not provably outside.
  case blind = 2
}
