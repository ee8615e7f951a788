import Testing

/// Expects two numbers to agree, and says by how much they do not.
func expectClose(
  _ value: Double, _ expected: Double, relative: Double = 0, absolute: Double = 0,
  _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let difference = abs(value - expected)
  let allowed = max(absolute, relative * abs(expected))
  #expect(
    value == expected || difference <= allowed,
    "\(comment.map { "\($0): " } ?? "")\(value) is off \(expected) by \(difference), allowed \(allowed)",
    sourceLocation: sourceLocation)
}
