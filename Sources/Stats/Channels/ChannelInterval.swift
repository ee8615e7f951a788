/// A way to give an interval on the signal strength of a ``CountingModel``.
public protocol ChannelInterval: Sendable {
  var model: CountingModel { get }
  var confidence: ConfidenceLevel { get }

  /// - Parameter observed: The counts, in the order of the model's channels; each zero to 1e5.
  /// - Throws: ``NumericsError``; its text carries neither a count nor anything made from one.
  func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval

  /// The upper ends to expect without signal.
  func expected() throws(NumericsError) -> StrengthBand
}

/// The signal strengths that a method allows.
public struct StrengthInterval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
}

extension CountingModel {
  /// Far above any search of this kind; sums over counts stay short.
  private static var largestCount: Int { 100_000 }

  func check(_ observed: [Int]) throws(NumericsError) {
    guard observed.count == channels.count else {
      throw NumericsError(
        .invalidInput, "the model has \(channels.count) channels: give as many counts",
        advice: "give one count for each channel, in the order of the model")
    }
    guard observed.allSatisfy({ $0 >= 0 && $0 <= Self.largestCount }) else {
      throw NumericsError(
        .invalidInput, "the count of a channel must be zero to \(Self.largestCount)",
        advice: "split the channel, or use the calculator for one count")
    }
  }

  /// Signal events at unit strength in all channels, with every nuisance parameter as measured.
  public var nominalSignal: Double { nominal(.signal, in: channels.indices) }

  /// The same for one channel, by position; zero for a position that does not exist.
  public func nominalSignal(in channel: Int) -> Double {
    nominal(.signal, in: channel..<(channel + 1))
  }

  /// Background events of one channel, by position, with every nuisance parameter as measured.
  public func nominalBackground(in channel: Int) -> Double {
    nominal(.background, in: channel..<(channel + 1))
  }

  /// Whether any yield depends on a nuisance parameter.
  public var isUncertain: Bool { terms.contains { !$0.nuisances.isEmpty } }

  func nominal(_ role: YieldTerm.Role, in channels: Range<Int>) -> Double {
    let values = nuisances.map(\.law.measured)
    return terms.filter { $0.role == role && channels.contains($0.channel) }
      .map { $0.mean(values) }.sorted().reduce(0, +)
  }
}
