/// The formula of one density: what ``ParametricDensity`` needs of it.
///
/// Nothing here is normalised: a factor that depends on the parameters but not on x is free, as
/// long as densities and integrals have the same one. It is chosen so that neither overflows.
protocol DensityForm: Sendable {
  var parameters: [ShapeParameter] { get }

  /// Logarithms of density and integrals at a point inside the bounds of the parameters.
  func values(at point: ArraySlice<Double>) throws(NumericsError) -> DensityEvaluation<[Double]>

  /// The same with gradient and Hessian in the parameters.
  func derivatives(
    at point: ArraySlice<Double>
  ) throws(NumericsError) -> DensityEvaluation<DerivativeRows>

  /// Whether the formula has a meaning over a range.
  func isDefined(over range: ValueRange) -> Bool

  /// A point near the best one for a sample, with the step that its size suggests.
  func start(for sample: StartingSample) -> [StartingValue]
}

/// A density at given parameters: one entry of the output for every entry of the input.
struct DensityEvaluation<Output> {
  typealias Rule<Input> = (Input) throws(NumericsError) -> Output

  /// ln u(x); −∞ where the density is zero.
  let logDensities: Rule<ArraySlice<Double>>
  /// ln ∫ u(x) dx over ranges on which the form is defined.
  let logIntegrals: Rule<[ValueRange]>
}

/// A value of a parameter to start a fit at, and the size of its typical error.
struct StartingValue: Hashable, Sendable {
  let value: Double
  let step: Double
}

/// A density that is the exponential of a linear combination of its parameters.
///
/// A sample then enters its likelihood only through sums over the events.
protocol ExponentialFamily: DensityForm {
  /// T(x), one for each parameter: ln u(x) = Σ θₖ Tₖ(x).
  func statistics(at value: Double) -> [Double]
}
