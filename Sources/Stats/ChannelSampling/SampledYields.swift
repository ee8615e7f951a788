/// Yields of all channels for nuisance parameters that were drawn from what is believed about them.
///
/// Each draw has random numbers of its own, so that more draws only add to those before.
struct SampledYields: Sendable {
  /// By channel and draw: signal events at unit strength.
  private(set) var signal: [[Double]]
  /// By channel and draw.
  private(set) var background: [[Double]]
  private let model: CountingModel
  private let beliefs: [NuisanceBelief]
  private let plan: ToyPlan

  init(_ model: CountingModel, plan: ToyPlan) {
    (self.model, self.plan) = (model, plan)
    beliefs = NuisanceStructure.beliefs(of: model)
    signal = Array(repeating: [], count: model.channels.count)
    background = signal
  }

  var draws: Int { signal[0].count }

  /// Draws until there are so many.
  mutating func extend(to total: Int) throws(NumericsError) {
    for draw in draws..<total {
      var stream = RandomStream(
        seed: plan.seed, purpose: .nuisanceParameters, point: plan.point, toy: UInt64(draw))
      var values: [Double] = []
      for belief in beliefs { values.append(try belief.draw(&stream)) }
      for channel in signal.indices {
        signal[channel].append(0)
        background[channel].append(0)
      }
      for term in model.terms {
        let mean = term.mean(values)
        if term.role == .signal {
          signal[term.channel][draw] += mean
        } else {
          background[term.channel][draw] += mean
        }
      }
    }
  }
}

extension NuisanceBelief {
  /// A value that is drawn from the belief.
  func draw(_ stream: inout RandomStream) throws(NumericsError) -> Double {
    switch self {
    case .normal: try value(score: stream.normal())
    case .gamma(let shape): stream.gamma(shape: shape)
    case .beta(let distribution): stream.beta(distribution.first, distribution.second)
    }
  }
}
