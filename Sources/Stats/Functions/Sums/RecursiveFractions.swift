/// Weights of K components that add up to one: w₁ = φ₁, w₂ = (1 − φ₁) φ₂, …, the last what is left.
///
/// Any fractions φ between 0 and 1 give weights that are not negative.
struct RecursiveFractions: Sendable {
  /// wₖ.
  let weights: [Double]
  /// ∂wₖ/∂φₐ at k (K − 1) + a.
  let slopes: [Double]
  /// ∂²wₖ/∂φₐ∂φ_b for b < a, at k (K − 1)² + a (K − 1) + b; zero for a = b.
  let mixedSlopes: [Double]

  init(_ fractions: ArraySlice<Double>) {
    let fractions = Array(fractions)
    let components = 0...fractions.count
    weights = components.map { Self.product($0, fractions, along: []) }
    slopes = components.flatMap { component in
      fractions.indices.map { Self.product(component, fractions, along: [$0]) }
    }
    mixedSlopes = components.flatMap { component in
      fractions.indices.flatMap { row in
        fractions.indices.map { column in
          column < row ? Self.product(component, fractions, along: [row, column]) : 0
        }
      }
    }
  }

  /// wₖ = φₖ Π (1 − φⱼ), j < k, differentiated once in each of some fractions.
  private static func product(
    _ component: Int, _ fractions: [Double], along variables: [Int]
  ) -> Double {
    guard variables.allSatisfy({ $0 <= component }) else { return 0 }
    var product = 1.0
    for index in 0...component where index < fractions.count {
      let isOwn = index == component
      if variables.contains(index) {
        product *= isOwn ? 1 : -1
      } else {
        product *= isOwn ? fractions[index] : 1 - fractions[index]
      }
    }
    return product
  }
}
