/// Points of a profile in one direction from the minimum, by their distance.
///
/// A search for the next one starts where the line through the closest of them that are not further
/// out leads: so it stays in the valley that starts at the minimum, and a fit that was led astray
/// far out does not lead others astray.
struct ProfilePath {
  private var points: [(distance: Double, point: [Double])]
  /// Change of the point with the distance, at the minimum.
  private let tangent: [Double]

  init(from minimum: [Double], tangent: [Double]) {
    points = [(0, minimum)]
    self.tangent = tangent
  }

  /// Where to expect the point at a distance, and the closest known one that is not further out.
  func start(for distance: Double) -> (expected: [Double], known: [Double]) {
    let (near, point) = last(notBeyond: distance)
    let (base, origin) = last(notBeyond: near - 0.05 * distance)
    guard near > base else { return (moved(point, tangent, by: distance - near), point) }
    let secant = zip(point, origin).map { ($0 - $1) / (near - base) }
    return (moved(point, secant, by: distance - near), point)
  }

  mutating func add(_ point: [Double], at distance: Double) {
    points.removeAll { $0.distance == distance }
    points.append((distance, point))
  }

  private func last(notBeyond distance: Double) -> (distance: Double, point: [Double]) {
    let inner = points.filter { $0.distance <= distance }
    return inner.max { $0.distance < $1.distance } ?? points[0]
  }

  private func moved(_ point: [Double], _ rate: [Double], by distance: Double) -> [Double] {
    zip(point, rate).map { $0 + $1 * distance }
  }
}

extension Fit {
  /// The next point of a profile, which is added to its path.
  func follow(
    _ path: inout ProfilePath, to distance: Double, holding held: [Int: Double]
  ) throws(NumericsError) -> SearchEnd {
    let start = path.start(for: distance)
    let end: SearchEnd
    do throws(NumericsError) {
      end = try refit(from: start.expected, holding: held)
    } catch {
      // Where the line leads, the function may not be defined.
      end = try refit(from: start.known, holding: held)
    }
    path.add(end.expansion.point, at: distance)
    return end
  }
}
