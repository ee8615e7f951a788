/// Newton's method on the exact Hessian, each step held within a region in which it can be trusted.
///
/// Converges quadratically near a minimum, leaves saddle points, and tells a flat direction from a
/// minimum. Reference: J. Nocedal, S. J. Wright, *Numerical Optimization* (2nd ed.), algorithm 4.1.
struct TrustRegionSearch {
  let space: FitSpace
  let maximumIterations: Int

  private var expansion: LocalExpansion
  private var model: QuadraticModel
  private var iterations = 0
  /// Of a step, in typical changes of the coordinates.
  private var radius = 10.0
  /// Consecutive Newton steps near the minimum that failed to converge quadratically.
  private var slowSteps = 0
  /// Why the function could not be evaluated at the last rejected point.
  private var obstacle: NumericsError?

  /// - Throws: What ``FitSpace/expansion(at:)`` does at the start.
  init(
    _ space: FitSpace, from coordinates: [Double], maximumIterations: Int
  ) throws(NumericsError) {
    self.space = space
    self.maximumIterations = maximumIterations
    expansion = try space.expansion(at: coordinates)
    model = try QuadraticModel(expansion)
  }
}

/// Where a search ended.
struct SearchEnd {
  let expansion: LocalExpansion
  let estimatedDistance: Double
  let iterations: Int
  /// Indices of parameters that can change without a change of the function; the others are at a
  /// minimum.
  let undetermined: [Int]
}

extension TrustRegionSearch {
  /// A distance that no further step improves on in practice: 1e-10 of a standard deviation.
  private static let distanceAimedAt = 1e-20
  /// A distance to accept when rounding prevents the one aimed at: 1e-4 of a standard deviation.
  private static let acceptableDistance = 1e-8
  /// A decrease that counts as none.
  private static let vanishingDecrease = 1e-10
  /// A decrease by a step of one typical change that counts as none when every such step that was
  /// tried went up: on the way to a degenerate minimum the Hessian is not convex, but for ever less.
  private static let stalledDecrease = 1e-5

  /// - Throws: ``NumericsError/Kind/notConverged``, or why the function could not be evaluated where
  ///   the search had to go.
  mutating func run() throws(NumericsError) -> SearchEnd {
    while model.estimatedDistance > Self.distanceAimedAt {
      if isFlat(within: max(Self.vanishingDecrease, rounding)) {
        return end(undetermined: model.leastDetermined)
      }
      if slowSteps >= 3, let coordinate = slowestCoordinate {
        return end(undetermined: [coordinate])
      }
      guard iterations < maximumIterations, try advance() else { break }
    }
    if isFlat(within: Self.stalledDecrease) { return end(undetermined: model.leastDetermined) }
    guard model.estimatedDistance <= Self.acceptableDistance else {
      throw obstacle ?? .noMinimum(after: iterations)
    }
    return end(undetermined: [])
  }

  private func end(undetermined coordinates: [Int]) -> SearchEnd {
    SearchEnd(
      expansion: expansion, estimatedDistance: model.estimatedDistance, iterations: iterations,
      undetermined: coordinates.map { space.free[$0] })
  }

  /// Rounding of the function, below which a decrease cannot be seen.
  private var rounding: Double { 16 * Double.ulpOfOne * abs(expansion.value) }

  /// Whether not even a step of one typical change in the best direction lowers a function that has
  /// no minimum in every direction.
  private func isFlat(within decrease: Double) -> Bool {
    !model.isConvex && model.step(within: 1).predictedDecrease <= decrease
  }

  /// One trial step; false when no smaller one can help either.
  private mutating func advance() throws(NumericsError) -> Bool {
    iterations += 1
    let step = model.step(within: radius)
    guard let trial = expansion(after: step) else { return shrink(after: step) }
    let trialModel = try QuadraticModel(trial)
    let gain = (expansion.value - trial.value) / step.predictedDecrease
    let improves = step.predictedDecrease > rounding && gain > 1e-4
    guard improves || isCloser(trialModel) else {
      return step.predictedDecrease > rounding && shrink(after: step)
    }
    adaptRadius(to: gain, step)
    noteConvergence(to: trialModel, step)
    (expansion, model) = (trial, trialModel)
    return true
  }

  /// Nil where the function is not defined, which a shorter step may avoid.
  private mutating func expansion(after step: TrustRegionStep) -> LocalExpansion? {
    let coordinates = zip(expansion.coordinates, step.change).map { $0 + $1 }
    do throws(NumericsError) {
      let trial = try space.expansion(at: coordinates)
      obstacle = nil
      return trial
    } catch {
      obstacle = error
      return nil
    }
  }

  /// Near the minimum rounding hides a decrease, but the gradient still shows the progress.
  private func isCloser(_ trial: QuadraticModel) -> Bool {
    model.estimatedDistance < 1e-3 && trial.estimatedDistance < model.estimatedDistance / 4
  }

  private mutating func shrink(after step: TrustRegionStep) -> Bool {
    radius = min(radius, step.length) / 4
    return radius > 1e-12
  }

  private mutating func adaptRadius(to gain: Double, _ step: TrustRegionStep) {
    if gain < 0.25, step.predictedDecrease > rounding {
      radius = step.length / 4
    } else if gain > 0.75, !step.isNewton {
      radius *= 3
    }
  }

  /// At 1e-3 standard deviations from a parabolic minimum a Newton step leaves far less than a
  /// twentieth of the distance.
  private mutating func noteConvergence(to trial: QuadraticModel, _ step: TrustRegionStep) {
    let (before, after) = (model.estimatedDistance, trial.estimatedDistance)
    let isSlow = step.isNewton && before < 1e-6 && after > 0.05 * before
    slowSteps = isSlow ? slowSteps + 1 : 0
  }

  /// The coordinate that contributes most to the next step, unless it is one close to its bound,
  /// where the transformation makes even an ordinary minimum a slow one.
  private var slowestCoordinate: Int? {
    let change = model.step(within: radius).change
    let shares = change.indices.map { abs(change[$0] * expansion.gradient[$0]) }
    guard let largest = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return nil }
    let index = space.free[largest]
    return space.objective.parameters[index].isNearBound(expansion, index, within: 1e-2)
      ? nil : largest
  }
}

extension NumericsError {
  fileprivate static func noMinimum(after iterations: Int) -> Self {
    Self(
      .notConverged, "the fit stopped after \(iterations) steps away from a minimum",
      advice: "start closer to the minimum, bound the parameters, or choose a simpler function")
  }
}
