/// A minimum may lie where a linear factor is cut off, with a slope that rises to both sides.
///
/// No step crosses a cut-off: it ends there, and the next one starts to the side where there is a yield
/// if the value falls there. Once all else is at its minimum the other side is tried.
extension ChannelFit {
  mutating func stopAtKinks() {
    for kink in layout.kinks {
      let (from, to) = (values[kink.parameter], trial[kink.parameter])
      let position = kink.position
      let crosses = from < position && to > position || from > position && to < position
      let leaves = from == position && (kink.isActiveAbove ? to < position : to > position)
      if crosses || leaves { trial[kink.parameter] = position }
    }
  }

  mutating func holdAtKinks() {
    for kink in layout.kinks where values[kink.parameter] == kink.position {
      let slope = gradient[kink.parameter]
      isFree[kink.parameter] = kink.isActiveAbove ? slope < 0 : slope > 0
    }
  }

  /// A smaller value at a point just beyond a cut-off; `nil` if there is none.
  mutating func leaveKink(_ data: ChannelData, _ value: Double) -> Double? {
    for kink in layout.kinks
    where values[kink.parameter] == kink.position && !isFree[kink.parameter] {
      for index in trial.indices { trial[index] = values[index] }
      trial[kink.parameter] += kink.isActiveAbove ? -1e-6 : 1e-6
      let next = evaluate(trial, data)
      if next < value {
        swap(&values, &trial)
        return next
      }
    }
    return nil
  }
}
