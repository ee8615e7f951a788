import CGSL

/// The nodes and weights of Gauss and Legendre on −1…1: exact for polynomials of degree 2n − 1.
struct LegendreRule: Sendable {
  let nodes: [Double]
  let weights: [Double]

  /// - Parameter count: n, from 1 up.
  init(_ count: Int) throws(NumericsError) {
    let table = unsafe try allocated(gsl_integration_glfixed_table_alloc(count))
    defer { unsafe gsl_integration_glfixed_table_free(table) }
    var (nodes, weights) = ([Double](), [Double]())
    for index in 0..<count {
      var (node, weight) = (0.0, 0.0)
      try check(
        unsafe gsl_integration_glfixed_point(-1, 1, index, &node, &weight, table),
        "a quadrature rule")
      nodes.append(node)
      weights.append(weight)
    }
    (self.nodes, self.weights) = (nodes, weights)
  }
}
