import Stats

/// A model for some of the datasets, whose exposure moves with that of all.
///
/// Both exposures are log-normal with one common normal number z: the part is N κ^z for a total of
/// N' κ'^z, so `N (total / N')^(ln κ / ln κ')`.
struct PartialExposure: FactorModel {
  private let model: any FactorModel
  private let own: Factor
  private let common: Factor
  private let power: Double

  /// - Parameters:
  ///   - own: The exposure that the model has, under the name of the common one.
  ///   - common: That of all datasets.
  init(_ model: any FactorModel, own: Factor, common: Factor) {
    (self.model, self.own, self.common) = (model, own, common)
    power = common.law.logWidth > 0 ? own.law.logWidth / common.law.logWidth : 0
  }

  var name: String { model.name }

  /// A model with an exposure of its own under another law is left as it is.
  private var isPartial: Bool { model.factors.contains(own) && own != common }

  var factors: [Factor] {
    isPartial ? model.factors.map { $0 == own ? common : $0 } : model.factors
  }

  func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    guard isPartial else { return try model.expectation(values) }
    let growth = power == 0 ? 1 : exp(power * log(values[common] / common.value))
    return try model.expectation(values.setting(own, to: own.value * growth))
  }
}

extension FactorLaw {
  /// ln κ of a log-normal law, and zero for any other.
  fileprivate var logWidth: Double {
    if case .logNormal(_, let kappa) = form { log(kappa) } else { 0 }
  }
}
