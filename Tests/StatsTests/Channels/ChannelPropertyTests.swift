import Testing

@testable import Stats

/// What must hold for every model, whatever the numbers.
@Suite("Several channels: properties") struct ChannelPropertyTests {
  private static let methods = ["cls", "cousins-highland", "bayesian"]

  private func upper(
    _ method: String, _ model: CountingModel, _ observed: [Int], _ confidence: Double = 0.9
  ) throws -> Double {
    let level = try ConfidenceLevel(confidence)
    let interval: any ChannelInterval =
      switch method {
      case "cls": ChannelCLs(model: model, confidence: level)
      case "cousins-highland":
        ChannelCousinsHighland(
          model: model, confidence: level, sides: .upperLimit)
      default:
        try ChannelBayesian(model: model, confidence: level, prior: .flat, sides: .upperLimit)
      }
    return try interval.interval(observed: observed).upper
  }

  @Test("the order of the channels does not matter", arguments: methods)
  func permutation(method: String) throws {
    let (first, second) = (Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 1.5))
    let there = try upper(method, Fixture.model([first, second]), [0, 3])
    let back = try upper(method, Fixture.model([second, first]), [3, 0])
    #expect(abs(there / back - 1) <= 1e-12)
  }

  @Test("splitting a channel in two changes nothing", arguments: methods)
  func splitting(method: String) throws {
    let whole = try upper(method, Fixture.model([Fixture.channel("a", 2, 1)]), [3])
    let halves = [Fixture.channel("a", 0.5, 0.25), Fixture.channel("b", 1.5, 0.75)]
    let split = try upper(method, Fixture.model(halves), [1, 2])
    #expect(abs(split / whole - 1) <= 1e-9)
  }

  @Test("a channel without signal and background changes nothing", arguments: methods)
  func emptyChannel(method: String) throws {
    let one = try upper(method, Fixture.model([Fixture.channel("a", 2, 1)]), [3])
    let two = [Fixture.channel("a", 2, 1), Fixture.channel("b", 0, 0)]
    #expect(abs(try upper(method, Fixture.model(two), [3, 0]) / one - 1) <= 1e-12)
  }

  @Test("grows with the counts and the confidence, and falls with the signal", arguments: methods)
  func monotone(method: String) throws {
    let model = try Fixture.model([Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 1.5)])
    let byCount = try (0..<6).map { try upper(method, model, [$0, 1]) }
    #expect(byCount == byCount.sorted() && Set(byCount).count == byCount.count)
    let byLevel = try [0.5, 0.8, 0.9, 0.95, 0.99].map { try upper(method, model, [0, 1], $0) }
    #expect(byLevel == byLevel.sorted() && Set(byLevel).count == byLevel.count)
    let scaled = try Fixture.model([Fixture.channel("a", 3, 0.5), Fixture.channel("b", 6, 1.5)])
    let ratio = try upper(method, scaled, [0, 1]) / upper(method, model, [0, 1])
    #expect(abs(ratio * 3 - 1) <= 1e-9)
  }

  @Test("tends to the exact model as the uncertainty goes to zero", arguments: methods)
  func continuity(method: String) throws {
    let exact = try upper(method, Fixture.model([Fixture.channel("a", 1, 0.5)], kappa: 1), [2])
    for relative in [1e-3, 1e-5, 1e-7] {
      let model = try Fixture.model([Fixture.channel("a", 1, 0.5)], kappa: 1 + relative)
      #expect(abs(try upper(method, model, [2]) / exact - 1) <= 2 * relative)
    }
  }

  @Test(
    "no event and an exact signal: the limit is −ln(1 − CL) whatever the background",
    arguments: [0, 1e-9, 0.5, 30])
  func nothingSeen(background: Double) throws {
    let model = try Fixture.model([Fixture.channel("a", 1, background)], signalKappa: 1)
    for method in ["cls", "bayesian"] {
      #expect(abs(try upper(method, model, [0]) / 2.302585092994046 - 1) <= 1e-10)
    }
  }

  @Test("many shared parameters that act alike are one")
  func mergedParameters() throws {
    let channels = [Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 1.5)]
    let one = try Fixture.model(channels, kappa: 1, signalKappa: Fixture.kappa(0.2))
    let parts = [0.12, 0.16].map(Fixture.kappa)
    let two = try Fixture.model(channels, kappa: 1, signalKappas: parts)
    #expect(abs(try upper("cls", two, [0, 1]) / upper("cls", one, [0, 1]) - 1) <= 1e-12)
  }
}
