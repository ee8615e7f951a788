import Stats

/// A vector in space: a direction, a momentum in GeV or a place in metres; z is the beam axis.
struct Vector: Hashable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  static let beamAxis = Vector(x: 0, y: 0, z: 1)

  func dot(_ other: Vector) -> Double { x * other.x + y * other.y + z * other.z }

  func cross(_ other: Vector) -> Vector {
    Vector(
      x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
  }

  var length: Double { dot(self).squareRoot() }

  static func + (left: Vector, right: Vector) -> Vector {
    Vector(x: left.x + right.x, y: left.y + right.y, z: left.z + right.z)
  }

  static func * (factor: Double, vector: Vector) -> Vector {
    Vector(x: factor * vector.x, y: factor * vector.y, z: factor * vector.z)
  }
}

extension Vector {
  /// The unit vector at an angle to an axis.
  ///
  /// - Parameters:
  ///   - cosine: Of the angle to the axis, from −1 to 1.
  ///   - turn: The azimuth about the axis as a share of a full turn, from 0 to 1; where it begins
  ///     depends on the axis and means nothing.
  ///   - axis: A unit vector.
  static func direction(cosine: Double, turn: Double, about axis: Vector = .beamAxis) -> Vector {
    let sine = max(0, (1 - cosine) * (1 + cosine)).squareRoot()
    let azimuth = 2 * Double.pi * turn
    let aside = abs(axis.x) < 0.7 ? Vector(x: 1, y: 0, z: 0) : Vector(x: 0, y: 1, z: 0)
    let normal = axis.cross(aside)
    let first = (1 / normal.length) * normal
    return cosine * axis + (sine * cos(azimuth)) * first
      + (sine * sin(azimuth)) * axis.cross(first)
  }
}
