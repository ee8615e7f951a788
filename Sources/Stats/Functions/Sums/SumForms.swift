extension DensityShape {
  /// The form of a sum; parameters carry the number of their component.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for no component or for sums in sums.
  func sumForm(
    _ shapes: [DensityShape], range: ValueRange
  ) throws(NumericsError) -> any DensityForm {
    let isNested = shapes.contains { if case .sum = $0 { true } else { false } }
    guard !shapes.isEmpty, !isNested else {
      throw NumericsError(
        .invalidInput, "a sum of densities needs components that are not sums themselves",
        advice: "list all components in one sum")
    }
    var components: [any DensityForm] = []
    for shape in shapes { components.append(try shape.form(on: range)) }
    let numbered = components.enumerated().flatMap { index, component in
      component.parameters.map { $0.ofComponent(index + 1) }
    }
    let fractions = (1..<components.count).map { ShapeParameter.fraction("fraction (\($0))") }
    return SumForm(components: components, parameters: numbered + fractions, range: range)
  }

  /// A Bernstein polynomial as the sum of its terms: no term has parameters of its own.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a degree below 0 or above 20.
  func bernsteinForm(degree: Int, range: ValueRange) throws(NumericsError) -> any DensityForm {
    guard (0...20).contains(degree) else {
      throw NumericsError(
        .invalidInput, "a Bernstein polynomial needs a degree from 0 to 20",
        advice: "choose a degree in this range, usually 2 to 5")
    }
    let rule = try GaussLegendre(points: degree / 2 + 1)
    let terms = (0...degree).map {
      BernsteinTerm(index: $0, degree: degree, range: range, rule: rule)
    }
    let fractions = (0..<degree).map { ShapeParameter.fraction("fraction \($0)") }
    return SumForm(components: terms, parameters: fractions, range: range)
  }
}

extension ShapeParameter {
  fileprivate static func fraction(_ name: String) -> Self {
    Self(name, unitPower: 0, from: 0, to: 1)
  }
}
