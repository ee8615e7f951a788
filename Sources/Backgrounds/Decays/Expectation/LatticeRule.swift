import Stats

/// How many points a quadrature in several dimensions takes; the time grows in proportion.
///
/// Each holds a prime number of points and the multiplier of a Korobov lattice with the smallest
/// worst-case error P₂ in six dimensions of falling weight among those tried
/// (Tests/Oracles/korobov.py).
public enum LatticeSize: Int, Hashable, Sendable, CaseIterable {
  case small = 1021
  case medium = 8191
  case large = 65521

  var multiplier: Int {
    switch self {
    case .small: 223
    case .medium: 1193
    case .large: 31896
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
/// need not be periodic; the coordinates that matter most come first. The error is the standard
/// error of the eight averages. The shifts are a fixed table, made by a mixing function: the same
/// function gives the same bits.
/// Reference: I. H. Sloan, S. Joe, *Lattice Methods for Multiple Integration* (1994), chapters 4 and
/// 6; R. Cranley, T. N. L. Patterson, SIAM J. Numer. Anal. 13 (1976) 904, shifts; F. J. Hickernell,
/// in *Monte Carlo and Quasi-Monte Carlo Methods 2000* (2002) 274, tent map.
struct LatticeRule {
  private static let shiftCount = 8

  private let points: Int
  private let generator: [Int]
  private let shifts: [[Double]]

  init(_ size: LatticeSize, dimensions: Int) {
    points = size.rawValue
    var generator = [1]
    for _ in 1..<max(dimensions, 1) {
      generator.append((generator.last ?? 1) * size.multiplier % size.rawValue)
    }
    self.generator = generator
    shifts = (0..<Self.shiftCount).map { shift in
      generator.indices.map { mixedShare(UInt64(shift * 64 + $0 + 1)) }
    }
  }

  /// The average of a function of a point with every coordinate in [0, 1].
  func average(
    _ function: ([Double]) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Estimated {
    var averages: [Double] = []
    for shift in shifts { averages.append(try average(shifted: shift, function)) }
    let mean = averages.reduce(0, +) / Double(averages.count)
    let squares = averages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(averages.count * (averages.count - 1))).squareRoot()
    return Estimated(value: mean, error: error)
  }

  private func average(
    shifted shift: [Double], _ function: ([Double]) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var point = [Double](repeating: 0, count: generator.count)
    var sum = CompensatedSum()
    for index in 0..<points {
      for axis in point.indices {
        // Below 2^53: both factors are smaller than 65521.
        let step = Double(index * generator[axis] % points) / Double(points)
        let place = step + shift[axis]
        point[axis] = 1 - abs(2 * (place - place.rounded(.down)) - 1)
      }
      sum.add(try function(point))
    }
    return sum.value / Double(points)
  }
}

/// A number in [0, 1) that looks random: the output function of SplitMix64.
///
/// Reference: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014.
private func mixedShare(_ index: UInt64) -> Double {
  var bits = index &* 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
  return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
}
