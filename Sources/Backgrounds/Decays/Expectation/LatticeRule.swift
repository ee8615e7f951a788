import Stats

/// How many points a quadrature in several dimensions takes; the time grows in proportion.
///
/// Each holds a prime number of points and the multiplier of a Korobov lattice that minimises the
/// worst-case error P₂ in six dimensions among those tried (Tests/Oracles/korobov.py).
public enum LatticeSize: Int, Hashable, Sendable, CaseIterable {
  case small = 1021
  case medium = 8191
  case large = 65521

  var multiplier: Int {
    switch self {
    case .small: 497
    case .medium: 1425
    case .large: 12881
    }
  }
}

/// A number from a quadrature with the error it admits.
struct Estimated: Hashable {
  let value: Double
  let error: Double

  /// The product of two, their errors independent.
  static func * (left: Estimated, right: Estimated) -> Estimated {
    let (first, second) = (left.error * right.value, right.error * left.value)
    return Estimated(
      value: left.value * right.value, error: (first * first + second * second).squareRoot())
  }
}

/// Averages of a function over the unit cube by a lattice rule with eight fixed shifts.
///
/// Point i is frac(i z / n + shift) with z_j = a^j mod n, folded by the tent map so that the function
/// need not be periodic. The error is the standard deviation of the eight averages and not that of
/// their mean, since shifts of one lattice are not independent. No random number enters: the same
/// function gives the same bits.
/// Reference: I. H. Sloan, S. Joe, *Lattice Methods for Multiple Integration* (1994), chapters 4, 6;
/// F. J. Hickernell, in *Monte Carlo and Quasi-Monte Carlo Methods 2000* (2002) 274, tent map.
struct LatticeRule {
  private static let shifts = 8

  private let points: Int
  private let generator: [Int]
  /// Steps of the shifts, powers of 1/φ with φ^(d + 1) = φ + 1, the golden ratio of d dimensions.
  private let strides: [Double]

  init(_ size: LatticeSize, dimensions: Int) {
    points = size.rawValue
    var generator: [Int] = []
    var strides: [Double] = []
    var (power, stride, ratio) = (1, 1.0, 1.5)
    for _ in 0..<60 { ratio = exp(log1p(ratio) / Double(dimensions + 1)) }
    for _ in 0..<dimensions {
      generator.append(power)
      power = power * size.multiplier % size.rawValue
      stride /= ratio
      strides.append(stride)
    }
    (self.generator, self.strides) = (generator, strides)
  }

  /// The average of a function of a point with every coordinate in [0, 1].
  func average(
    _ function: ([Double]) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Estimated {
    var averages: [Double] = []
    for shift in 0..<Self.shifts {
      averages.append(try average(shifted: Double(shift) + 0.5, function))
    }
    let mean = averages.reduce(0, +) / Double(averages.count)
    let squares = averages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(averages.count - 1)).squareRoot()
    return Estimated(value: mean, error: error)
  }

  private func average(
    shifted shift: Double, _ function: ([Double]) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var point = [Double](repeating: 0, count: generator.count)
    var sum = CompensatedSum()
    for index in 0..<points {
      for axis in point.indices {
        // Below 2^53: both factors are smaller than 65521.
        let step = Double(index * generator[axis] % points) / Double(points)
        let place = step + shift * strides[axis]
        point[axis] = 1 - abs(2 * (place - place.rounded(.down)) - 1)
      }
      sum.add(try function(point))
    }
    return sum.value / Double(points)
  }
}
