public import Stats

/// Muons whose outgoing momentum is measured far too low, as if energy had gone missing.
///
/// Expects `N_box = N_selected · p_tail · t · Π c_i`: the selected events with a muon that keeps its
/// momentum, times the fraction k of n of a control sample that is reconstructed below the cut, times
/// a transfer factor from the kinematics of the control sample to those of the selection.
/// Neglects real energy loss in the control sample, which makes the estimate too large; a tail that
/// is fitted instead of counted is a side-band extrapolation.
/// The dominant background of NA64μ, arXiv:2401.01708.
public struct MomentumMisreconstruction: FactorModel, Hashable {
  private let chain: FactorChain

  /// - Parameters:
  ///   - selected: Events that pass all but the momentum cut.
  ///   - tail: Fraction of the control sample below the cut.
  ///   - transfer: From the control sample to the selection, nominally near one.
  ///   - corrections: Further factors, such as the fraction with little energy in the calorimeters.
  /// - Throws: `NumericsError` of kind `invalidInput` for one name with two laws.
  public init(
    _ name: String, selected: Factor, tail: Factor, transfer: Factor, corrections: [Factor] = []
  ) throws(NumericsError) {
    chain = try FactorChain(name, product: [selected, tail, transfer] + corrections)
  }

  public var name: String { chain.name }
  public var factors: [Factor] { chain.factors }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    try chain.expectation(values)
  }
}
