public import Stats

/// A control region in data, carried into the box with a transfer factor.
///
/// Expects `N_box = N_control · t`. The control count is an on/off measurement: with a scale of 1/τ
/// it is a region τ times as large. The factor t is declared, or comes from simulation as the sum of
/// weights in the box over that in the control region; the two must not share events.
/// Neglects signal and other backgrounds in the control region.
/// References: R. D. Cousins, J. T. Linnemann, J. Tucker, Nucl. Instrum. Meth. A 595 (2008) 480 (the
/// on/off problem); G. Bohm and G. Zech, arXiv:1309.1287 (weighted counts).
public struct ControlRegionTransfer: FactorModel, Hashable {
  /// Where the transfer factor comes from.
  public enum Transfer: Hashable, Sendable {
    case declared(Factor)
    /// Sums of weights of simulated events.
    case simulated(box: Factor, control: Factor)
  }

  public let control: Factor
  public let transfer: Transfer
  private let chain: FactorChain

  /// - Parameter corrections: Further factors, such as a ratio of efficiencies of data to simulation.
  /// - Throws: `NumericsError` of kind `invalidInput` when the simulation has no control events, and
  ///   for one name with two laws.
  public init(
    _ name: String, control: Factor, transfer: Transfer, corrections: [Factor] = []
  ) throws(NumericsError) {
    (self.control, self.transfer) = (control, transfer)
    chain =
      switch transfer {
      case .declared(let factor): try FactorChain(name, product: [control, factor] + corrections)
      case .simulated(let box, let simulated):
        try FactorChain(name, product: [control, box] + corrections, over: [simulated])
      }
  }

  public var name: String { chain.name }
  public var factors: [Factor] { chain.factors }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    try chain.expectation(values)
  }
}
