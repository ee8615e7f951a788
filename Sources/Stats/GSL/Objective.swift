/// A function to minimise, with its analytic gradient.
public struct Objective {
  public typealias Value = ([Double]) throws(NumericsError) -> Double
  public typealias Gradient = ([Double]) throws(NumericsError) -> [Double]

  let value: Value
  let gradient: Gradient

  /// - Parameters:
  ///   - value: The function; finite wherever the search may go.
  ///   - gradient: Its first derivatives, one for each parameter.
  public init(value: @escaping Value, gradient: @escaping Gradient) {
    (self.value, self.gradient) = (value, gradient)
  }
}

/// Where a minimisation ended, with the evidence that it is a minimum.
public struct Minimum: Hashable, Sendable {
  public let parameters: [Double]
  /// The function at ``parameters``.
  public let value: Double
  /// Length of the gradient, each component multiplied by the scale of its parameter.
  public let gradientNorm: Double
  public let iterations: Int
  /// How often the function or its gradient was evaluated.
  public let evaluations: Int

  /// Half the squared scaled gradient: how far the value is above the minimum.
  ///
  /// A good estimate for −ln L when each scale is about the standard deviation of its parameter.
  public var estimatedDistance: Double { gradientNorm * gradientNorm / 2 }
}
