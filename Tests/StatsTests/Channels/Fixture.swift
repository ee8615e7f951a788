@testable import Stats

/// Models of one or two channels with a common background and signal uncertainty.
enum Fixture {
  struct Yields {
    let name: String
    let signal: Double
    let background: Double
  }

  static func channel(_ name: String, _ signal: Double, _ background: Double) -> Yields {
    Yields(name: name, signal: signal, background: background)
  }

  /// exp(σ): a log-normal factor of logarithmic width σ.
  static func kappa(_ width: Double) -> Double { 1 + Stats.expm1(width) }

  static func model(
    _ channels: [Yields], kappa: Double = 1.3, signalKappa: Double = 1.1
  ) throws -> CountingModel {
    try model(channels, kappa: kappa, signalKappas: [signalKappa])
  }

  static func model(
    _ channels: [Yields], kappa: Double, signalKappas: [Double]
  ) throws -> CountingModel {
    let onSignal = signalKappas.enumerated().map {
      NuisanceEffect(nuisance: "signal \($0)", response: .logNormal(kappa: $1))
    }
    let onBackground = [NuisanceEffect(nuisance: "b", response: .logNormal(kappa: kappa))]
    return try CountingModel(
      channels: channels.map {
        CountingChannel(
          name: $0.name,
          signal: CountingSample(name: "signal", yield: $0.signal, effects: onSignal),
          backgrounds: [
            CountingSample(name: "background", yield: $0.background, effects: onBackground)
          ])
      },
      nuisances: (onSignal + onBackground).map {
        NuisanceParameter(name: $0.nuisance, law: .normal)
      })
  }
}
