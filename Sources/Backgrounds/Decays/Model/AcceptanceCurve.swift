/// How one acceptance follows the inputs that shape it.
///
/// For each of them a parabola through the values one standard deviation down, at the centre and
/// one up, continued by straight lines; changes by several inputs add up, cross terms are neglected.
/// Never below zero or above one.
struct AcceptanceCurve: Hashable {
  let central: Double
  private(set) var bends: [Bend] = []

  init(central: Double) { self.central = central }

  /// The change with one input, which is at `down` or `up` relative to its centre.
  struct Bend: Hashable {
    let factor: Factor
    let down: Point
    let up: Point
  }

  /// A place of an input relative to its centre, and the change of the acceptance there.
  struct Point: Hashable {
    let shift: Double
    let change: Double
  }

  mutating func add(_ bend: Bend) {
    if bend.down.change != 0 || bend.up.change != 0 { bends.append(bend) }
  }

  func value(_ values: FactorValues) -> Double {
    let changed = bends.reduce(central) { $0 + $1.change(values[$1.factor] - $1.factor.value) }
    return min(max(changed, 0), 1)
  }
}

extension AcceptanceCurve.Bend {
  /// The change of the acceptance when the input is shifted by this much.
  fileprivate func change(_ shift: Double) -> Double {
    // At the end of its range, an input has one side only.
    guard down.shift < 0 else { return shift * up.slope }
    guard up.shift > 0 else { return shift * down.slope }
    let curvature = (up.slope - down.slope) / (up.shift - down.shift)
    let slope = up.slope - curvature * up.shift
    let inside = min(max(shift, down.shift), up.shift)
    return inside * (slope + curvature * inside)
      + (shift - inside) * (slope + 2 * curvature * inside)
  }
}

extension AcceptanceCurve.Point {
  /// Of the line to the centre.
  fileprivate var slope: Double { shift == 0 ? 0 : change / shift }
}
