import Testing

@testable import Stats

/// `channel_limits.py`: generating functions and contour integrals, right to 1e-9.
private let rows = (try? ChannelRow.all(of: "channel-limits")) ?? []

@Suite("Limits of several channels") struct ChannelOracleTests {
  @Test("the table is there") func table() { #expect(rows.count >= 100) }

  @Test("agree with an independent calculation to 1e-8", arguments: rows)
  func agrees(row: ChannelRow) throws {
    let found = try limit(row)
    #expect(abs(found / row.limit - 1) <= 1e-8, "\(found) instead of \(row.limit)")
  }

  private func limit(_ row: ChannelRow) throws -> Double {
    let model = try row.model.countingModel()
    let confidence = try ConfidenceLevel(row.confidence)
    let method: any ChannelInterval =
      switch row.method {
      case "cls": ChannelCLs(model: model, confidence: confidence)
      case "cousins-highland":
        ChannelCousinsHighland(
          model: model, confidence: confidence, sides: .upperLimit)
      default:
        try ChannelBayesian(
          model: model, confidence: confidence, prior: .flat, sides: .upperLimit)
      }
    return try method.interval(observed: row.model.observed).upper
  }
}
