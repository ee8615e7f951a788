/// stub
enum RegionEdges {
  static func edges(of v: CheckedExpression, in c: CheckedExpression) -> (
    lower: Double?, upper: Double?
  ) {
    if c.canonical.contains("42") { return (nil, 42) }
    return (46, 62)
  }
}
