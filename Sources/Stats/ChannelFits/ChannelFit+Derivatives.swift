extension ChannelFit {
  /// Below this an expected count is zero: its channel has no background and the signal is off.
  private static var noEvents: Double { 1e-200 }

  /// Σ D + Σ C at some parameters; leaves the expected events of each term in ``means``.
  mutating func evaluate(_ point: [Double], _ data: ChannelData) -> Double {
    var value = 0.0
    for (index, law) in layout.laws.enumerated() {
      value += law.penalty(point[index + 1], data.measurements[index])
    }
    for (index, channel) in layout.channels.enumerated() {
      var expected = 0.0
      for term in channel.terms {
        means[term] = layout.mean(layout.terms[term], point)
        expected += layout.terms[term].isSignal ? point[0] * means[term] : means[term]
      }
      value += poissonHalfDeviance(data.counts[index], mean: max(expected, Self.noEvents))
    }
    return value
  }

  /// The derivative of ln of a term by the parameter of an effect.
  @inline(__always)
  private func logSlope(_ effect: FitLayout.Effect) -> Double {
    let value = values[effect.parameter]
    switch effect.response {
    case .exponential: return effect.size
    case .linear:
      // At the cut-off itself this is the slope on the side where there is a yield.
      let factor = 1 + effect.size * value
      return factor >= -NuisanceLaw.smallest ? effect.size / max(NuisanceLaw.smallest, factor) : 0
    case .factor: return 1 / value
    }
  }

  /// Gradient and Hessian at ``values``, whose expected events must be in ``means``.
  ///
  /// - Parameter exact: Without it the curvature of the expected counts is left out and n/ν² is
  ///   1/ν where that is larger, so that the matrix is positive.
  mutating func differentiate(_ data: ChannelData, exact: Bool) {
    hessian.clear()
    gradient[0] = 0
    for (index, law) in layout.laws.enumerated() {
      let (first, second) = law.derivatives(values[index + 1], data.measurements[index])
      gradient[index + 1] = first
      hessian.add(second, at: index + 1, index + 1)
    }
    for (index, channel) in layout.channels.enumerated() {
      addChannel(channel, count: data.counts[index], exact)
    }
  }

  private mutating func addChannel(
    _ channel: FitLayout.Channel, count: Double, _ exact: Bool
  ) {
    let expected = addSlopes(channel)
    guard expected > Self.noEvents || count == 0 else { return }
    let pull = count > 0 ? 1 - count / expected : 1
    let curvature = exact ? count / expected / expected : max(count / expected, 1) / expected
    for index in channel.parameters {
      let parameter = layout.parameters[index]
      gradient[parameter] += pull * slopes[parameter]
    }
    if count > 0 || !exact {
      hessian.addSquare(
        of: slopes, weight: curvature, indices: layout.parameters, channel.parameters)
    }
    if exact { addCurvatures(channel, pull) }
  }

  /// Leaves the derivatives of an expected count in ``slopes`` and gives the count.
  private mutating func addSlopes(_ channel: FitLayout.Channel) -> Double {
    for index in channel.parameters { slopes[layout.parameters[index]] = 0 }
    var expected = 0.0
    for index in channel.terms {
      let term = layout.terms[index]
      let mean = term.isSignal ? values[0] * means[index] : means[index]
      if term.isSignal { slopes[0] += means[index] }
      expected += mean
      for effect in term.effects {
        let effect = layout.effects[effect]
        slopes[effect.parameter] += mean * logSlope(effect)
      }
    }
    return expected
  }

  /// (1 − n/ν) times the second derivatives of the expected count, term by term.
  private mutating func addCurvatures(_ channel: FitLayout.Channel, _ pull: Double) {
    for index in channel.terms {
      let term = layout.terms[index]
      let mean = pull * (term.isSignal ? values[0] * means[index] : means[index])
      for position in term.effects {
        let effect = layout.effects[position]
        let slope = logSlope(effect)
        if term.isSignal { hessian.add(pull * means[index] * slope, at: effect.parameter, 0) }
        if effect.response == .exponential {
          hessian.add(mean * slope * slope, at: effect.parameter, effect.parameter)
        }
        for other in term.effects.lowerBound..<position {
          let other = layout.effects[other]
          hessian.add(mean * slope * logSlope(other), at: effect.parameter, other.parameter)
        }
      }
    }
  }
}
