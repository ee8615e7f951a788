extension CountingModel {
  /// The name of a nuisance parameter that may take away all signal, with a density above zero there.
  ///
  /// With a flat prior the likelihood of a strength μ is then ∫ dε p(ε) g(με) with p(0) > 0, which falls
  /// as 1/μ. Where p(ε) rises as a power of ε, as for an efficiency of one or more of n, or where two
  /// parameters are needed, it falls faster.
  var nuisanceThatMayRemoveSignal: String? {
    let signals = terms.filter { $0.role == .signal && $0.yield > 0 }
    return nuisances.indices.first { index in
      switch nuisances[index].law {
      case .count(let count): count == 0 && signals.allSatisfy { $0.factors.contains(index) }
      case .efficiency(let passed, _):
        passed == 0 && signals.allSatisfy { $0.factors.contains(index) }
      case .normal: allVanish(signals, atCutOffOf: index)
      }
    }.map { nuisances[$0].name }
  }

  /// A linear effect cuts its parameter off where the first yield becomes negative.
  private func allVanish(_ signals: [YieldTerm], atCutOffOf nuisance: Int) -> Bool {
    let sizes = terms.flatMap(\.linearShifts).filter { $0.nuisance == nuisance }.map(\.size)
    return [sizes.max() ?? 0, sizes.min() ?? 0].contains { steepest in
      steepest != 0
        && signals.allSatisfy { signal in
          signal.linearShifts.contains { $0.nuisance == nuisance && $0.size == steepest }
        }
    }
  }
}
