extension Unit {
  /// All units in one phrase, for the person who looks for the right one.
  static var listing: String {
    let dimensions: [Dimension] = [.energy, .length, .time, .angle, .number]
    let groups = dimensions.map { dimension in
      all.filter { $0.dimension == dimension }.map(\.name).joined(separator: " ")
    }
    return "one of \(groups.joined(separator: ", "))"
  }
}
