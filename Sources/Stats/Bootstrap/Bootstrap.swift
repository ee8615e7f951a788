/// How much a quantity varies among samples that are drawn from the events with replacement.
///
/// Each sample has a Poisson number of events, as another run of the experiment would, so that the
/// yield of an extended fit varies with it. Nothing is assumed about the function that is fitted.
/// Reference: B. Efron, Ann. Statist. 7 (1979) 1.
public struct Bootstrap: Hashable, Sendable {
  /// Samples that gave a value.
  public let samples: Int
  /// Samples without one, such as those with too few events for a fit; they are left out.
  public let failedSamples: Int
  /// Of the values.
  public let standardDeviation: Double
  /// Where 15.87 % and 84.13 % of the values lie below.
  public let lower, upper: Double

  /// - Parameters:
  ///   - bands: Events of regions that are drawn for themselves; each at least one.
  ///   - samples: How many to draw, at least 20.
  ///   - seed: The same seed gives the same samples on every machine.
  ///   - quantity: Of the events of a sample, one list for each region, computed as for the data.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for no events or fewer samples,
  ///   ``NumericsError/Kind/notConverged`` when more than one sample in twenty fails.
  public init<Event>(
    of bands: [[Event]], samples: Int, seed: UInt64,
    quantity: ([[Event]]) throws(NumericsError) -> Double
  ) throws(NumericsError) {
    guard !bands.isEmpty, bands.allSatisfy({ !$0.isEmpty }), samples >= 20 else {
      throw NumericsError(
        .invalidInput, "a bootstrap needs events and at least 20 samples",
        advice: "take 200 samples for an error that is known to 5 %")
    }
    var (values, failures) = ([Double](), 0)
    // More failures than are allowed decide the outcome, and a failing fit is a slow one.
    for sample in 0..<samples where failures * 20 <= samples {
      let drawn = Self.drawn(bands, sample: sample, seed: seed)
      if let value = try? quantity(drawn), value.isFinite {
        values.append(value)
      } else {
        failures += 1
      }
    }
    guard failures * 20 <= samples else { throw .tooManyFailures }
    self.samples = values.count
    failedSamples = failures
    standardDeviation = Self.standardDeviation(of: values)
    let ordered = values.sorted()
    (lower, upper) = (Self.quantile(0.158655, ordered), Self.quantile(0.841345, ordered))
  }

  private static func drawn<Event>(
    _ bands: [[Event]], sample: Int, seed: UInt64
  ) -> [[Event]] {
    var stream = RandomStream(seed: seed, purpose: .bootstrap, point: 0, toy: UInt64(sample))
    return bands.map { events in
      let size = Double(events.count)
      let count = Int(stream.poisson(mean: size))
      return (0..<count).map { _ in events[min(Int(stream.uniform() * size), events.count - 1)] }
    }
  }

  private static func standardDeviation(of values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
  }

  /// Between the values next to it, linearly.
  private static func quantile(_ probability: Double, _ ordered: [Double]) -> Double {
    let place = probability * Double(ordered.count - 1)
    let index = min(Int(place), ordered.count - 2)
    return ordered[index] + (place - Double(index)) * (ordered[index + 1] - ordered[index])
  }
}

extension NumericsError {
  fileprivate static var tooManyFailures: Self {
    Self(
      .notConverged, "more than 5 % of the samples drawn from the events could not be fitted",
      advice: "widen the side band, or choose a function with fewer parameters")
  }
}
