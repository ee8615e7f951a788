import Stats

/// Five channels with a shared efficiency and a background uncertainty of their own.
///
/// The model "shared efficiency and private backgrounds" of Tests/Oracles/channel_models.py.
enum FiveChannels {
  static let observed = [0, 1, 0, 0, 1]
  private static let signals = [0.35, 0.25, 0.2, 0.15, 0.05]
  private static let backgrounds = [0.2, 0.15, 0.09, 0.05, 0.02]

  static func model() throws -> CountingModel {
    let own = signals.indices.map { "background-\($0 + 1)" }
    return try CountingModel(
      channels: signals.indices.map { index in
        CountingChannel(
          name: "period-\(index + 1)",
          signal: sample("signal", signals[index], "efficiency", kappa: 1.1),
          backgrounds: [sample("background", backgrounds[index], own[index], kappa: 1.3)])
      },
      nuisances: (["efficiency"] + own).map { NuisanceParameter(name: $0, law: .normal) })
  }

  private static func sample(
    _ name: String, _ yield: Double, _ nuisance: String, kappa: Double
  ) -> CountingSample {
    CountingSample(
      name: name, yield: yield,
      effects: [NuisanceEffect(nuisance: nuisance, response: .logNormal(kappa: kappa))])
  }
}
