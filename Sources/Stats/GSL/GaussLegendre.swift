import CGSL

/// A Gauss–Legendre rule on [−1, 1], exact for polynomials of degree 2 n − 1 with n points.
struct GaussLegendre: Sendable {
  /// In ascending order.
  let nodes: [Double]
  let weights: [Double]

  /// - Parameter points: n, at least one.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for fewer.
  init(points: Int) throws(NumericsError) {
    guard points > 0 else {
      throw NumericsError(
        .invalidInput, "a quadrature rule needs at least one point", advice: "ask for more")
    }
    let table = try LegendreTable(points: points)
    let pairs = (0..<points).map { table.point($0) }
    (nodes, weights) = (pairs.map(\.node), pairs.map(\.weight))
  }
}

/// Owns GSL's table.
@safe private struct LegendreTable: ~Copyable {
  private let table: UnsafeMutablePointer<gsl_integration_glfixed_table>

  init(points: Int) throws(NumericsError) {
    unsafe table = try allocated(gsl_integration_glfixed_table_alloc(points))
  }

  deinit { unsafe gsl_integration_glfixed_table_free(table) }

  borrowing func point(_ index: Int) -> (node: Double, weight: Double) {
    var (node, weight) = (0.0, 0.0)
    _ = unsafe gsl_integration_glfixed_point(-1, 1, index, &node, &weight, table)
    return (node, weight)
  }
}
