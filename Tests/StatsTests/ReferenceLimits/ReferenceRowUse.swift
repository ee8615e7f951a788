/// What becomes of some rows of `reference-limits.csv`.
struct ReferenceRowUse: Sendable {
  enum Fate: Sendable {
    /// The suite's file without its ending, and the test's function.
    case tested(by: String, _ function: String)
    case notApplicable(because: String)
  }

  /// How the quantity of the rows starts.
  let quantity: String
  /// How their inputs start.
  let inputs: String
  let rows: Int
  let fate: Fate

  init(_ quantity: String, _ inputs: String = "", rows: Int, _ fate: Fate) {
    (self.quantity, self.inputs, self.rows, self.fate) = (quantity, inputs, rows, fate)
  }

  func covers(_ row: [String: String]) throws -> Bool {
    try row.text("quantity").hasPrefix(quantity) && row.text("inputs").hasPrefix(inputs)
  }

  /// The limits of five channels name no yields and no uncertainties.
  ///
  /// Their expected limits are those of about half a background event and one signal event in all, so
  /// they are not the five channels of the toy benchmark, which expect 51 and 8; equal channels,
  /// channels in proportion to the exposures of the run periods, and both with signal uncertainties
  /// of 5 and 10 % were tried and give other digits. The same quantities of eight models that are
  /// written down are in `channel-asymptotics.jsonl`.
  private static let noModel = Fate.notApplicable(
    because: "the model of the five channels is not stated and could not be found")

  static let all: [Self] = [
    Self(
      "CLs+b (Cousins-Highland)", rows: 14,
      .tested(by: "ClassicalReferenceTests", "cousinsHighland")
    ),
    Self(
      "CLs with count as statistic", rows: 28,
      .tested(by: "ReferenceLimitTests", "averagedBackground")),
    Self("Zech=CLs(fixed b)", rows: 27, .tested(by: "ReferenceLimitTests", "fixedBackground")),
    Self(
      "Poisson classical lower limit", rows: 8, .tested(by: "ClassicalReferenceTests", "lower")),
    Self(
      "Poisson classical upper limit", rows: 13, .tested(by: "ClassicalReferenceTests", "upper")),
    Self(
      "Feldman-Cousins raw construction", rows: 126,
      .tested(by: "FeldmanCousinsReferenceTests", "rawBelt")),
    Self(
      "Feldman-Cousins published-table rule", rows: 65,
      .tested(by: "FeldmanCousinsReferenceTests", "publishedRule")),
    Self(
      "Feldman-Cousins published upper", rows: 5,
      .tested(by: "FeldmanCousinsReferenceTests", "published")),
    Self("TFeldmanCousins lower", rows: 40, .tested(by: "FeldmanCousinsReferenceTests", "root")),
    Self("TFeldmanCousins upper", rows: 36, .tested(by: "FeldmanCousinsReferenceTests", "root")),
    Self(
      "TFeldmanCousins tutorial", rows: 1, .tested(by: "FeldmanCousinsReferenceTests", "tutorial")),
    Self("TRolke lower GaussBkgGaussEff", rows: 4, .tested(by: "RolkeTests", "normalEfficiency")),
    Self("TRolke upper GaussBkgGaussEff", rows: 2, .tested(by: "RolkeTests", "normalEfficiency")),
    Self("TRolke lower GaussBkgKnownEff", rows: 4, .tested(by: "RolkeTests", "knownEfficiency")),
    Self("TRolke upper GaussBkgKnownEff", rows: 5, .tested(by: "RolkeTests", "knownEfficiency")),
    Self("TRolke lower PoissonBkgKnownEff", rows: 4, .tested(by: "RolkeTests", "knownEfficiency")),
    Self("TRolke upper PoissonBkgKnownEff", rows: 3, .tested(by: "RolkeTests", "knownEfficiency")),
    Self("TRolke tutorial Rolke.C model 1", rows: 1, .tested(by: "RolkeTests", "modelOne")),
    Self("TRolke tutorial Rolke.C model 5", rows: 1, .tested(by: "RolkeTests", "modelFive")),
    Self("TRolke tutorial Rolke.C model 7", rows: 1, .tested(by: "RolkeTests", "modelSeven")),
    Self("TRolke tutorial bounded", rows: 1, .tested(by: "RolkeTests", "boundedAndUnbounded")),
    Self("HybridInstructional", rows: 1, .tested(by: "DiscoveryTests", "hybridInstructional")),
    Self(
      "asymptotic qtilde CLs UL 1bin", rows: 39, .tested(by: "AsymptoticReferenceTests", "scipy")),
    Self(
      "pyhf asymptotic", "1bin", rows: 11, .tested(by: "AsymptoticReferenceTests", "pyhf")),
    Self("pyhf asymptotic", "5ch", rows: 4, noModel),
    Self(
      "RooStats AsymptoticCalculator", "1bin", rows: 13,
      .tested(by: "AsymptoticReferenceTests", "rooStats")),
    Self("RooStats AsymptoticCalculator", "5ch", rows: 2, noModel),
    Self(
      "RooStats BayesianCalculator", rows: 7,
      .tested(by: "ReferenceLimitTests", "bayesianCalculator")),
    Self("RooStats freq toys", rows: 4, .tested(by: "ReferenceToyTests", "limits")),
    Self("RooStats hybrid toys", rows: 1, .tested(by: "ReferenceToyTests", "limits")),
    Self("pyhf toybased", "1bin", rows: 6, .tested(by: "ReferenceToyTests", "ratios")),
    Self("pyhf toybased", "5ch", rows: 2, noModel),
    Self(
      "Combine AsymptoticLimits", rows: 3, .tested(by: "ReferencePublishedTests", "combine")),
    Self(
      "Combine MarkovChainMC", rows: 1, .tested(by: "ReferencePublishedTests", "combine")),
    Self(
      "unbinned extended exponential fit", rows: 7, .tested(by: "UnbinnedSampleTests", "peers")),
  ]
}
