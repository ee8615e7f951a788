public import Stats

/// Muon pairs made in the target, both of which escape detection or decay.
///
/// Expects `N_box = N_control · W_escaped / W_control · Π c_i`: the pairs seen in data in every HCAL
/// module, times the ratio of the sums of simulated weights of escaping to seen pairs. Simulated
/// pairs are usually made more often than they happen (a bias factor of 15 at NA64), so that each
/// carries a weight of 1/bias, see ``WeightedCount/init(events:bias:)``.
/// Neglects other processes in the control sample; a purity belongs into the corrections.
/// Selection of the control sample: 4 GeV < E < 8 GeV in each of the HCAL modules 0 to 2
/// (PHYSICS.md, section 1.3).
public struct DimuonEscape: FactorModel, Hashable {
  private let transfer: ControlRegionTransfer

  /// - Parameters:
  ///   - control: Dimuon events in data.
  ///   - escaped: Simulated weight of pairs of which both muons are undetected or decay.
  ///   - simulatedControl: Simulated weight of pairs in the control selection.
  ///   - corrections: Factors for what the simulation does not have, each nominally near one.
  /// - Throws: `NumericsError` of kind `invalidInput` when the simulation has no control events, and
  ///   for one name with two laws.
  public init(
    _ name: String, control: Factor, escaped: Factor, simulatedControl: Factor,
    corrections: [Factor] = []
  ) throws(NumericsError) {
    transfer = try ControlRegionTransfer(
      name, control: control, transfer: .simulated(box: escaped, control: simulatedControl),
      corrections: corrections)
  }

  public var name: String { transfer.name }
  public var factors: [Factor] { transfer.factors }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    try transfer.expectation(values)
  }
}
