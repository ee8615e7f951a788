/// Quantities, and the bounds they have to keep.
extension DefinitionReader {
  /// What a number may be.
  enum Bound {
    case positive
    case notNegative
    /// Above 0, below 1.
    case confidence
    /// Above 0, at most 1.
    case efficiency
    /// From 0 to 1.
    case share
    /// From −1 to 1.
    case helicity
    /// Above 0, below 1: the share of an energy.
    case hardness

    func allows(_ value: Double) -> Bool {
      switch self {
      case .positive: value > 0
      case .notNegative: value >= 0
      case .confidence, .hardness: value > 0 && value < 1
      case .efficiency: value > 0 && value <= 1
      case .share: value >= 0 && value <= 1
      case .helicity: value >= -1 && value <= 1
      }
    }

    var phrase: String {
      switch self {
      case .positive: "above zero"
      case .notNegative: "zero or more"
      case .confidence, .hardness: "between 0 and 1, or 0 % and 100 %, exclusive"
      case .efficiency: "above 0 and at most 1, or 100 %"
      case .share: "from 0 to 1, or 100 %"
      case .helicity: "from -1 to 1"
      }
    }
  }

  /// Lets another part of the module read a text, and moves its findings to where the text stands.
  mutating func read<Value>(
    _ scalar: YAMLScalar, _ reading: (PlacedText) -> Reading<Value>
  ) -> Value? {
    let origin = SourceSpan(file: text.file, line: 1, column: 1)
    let result = reading(PlacedText(scalar.text, at: origin))
    for finding in result.findings {
      let start = finding.span.column - 1
      let span = scalar.placement.span(start..<(start + finding.span.length))
      // A fix-it can be applied only where it replaces all that was meant.
      let isWhole = span.length == finding.span.length
      report(
        Diagnostic(
          severity: finding.severity, id: finding.id, message: finding.message, span: span,
          replacement: isWhole ? finding.replacement : nil))
    }
    return result.value
  }

  mutating func quantity(
    _ key: String, in fields: Fields, as dimension: Dimension
  ) -> Placed<Quantity>? {
    guard let node = fields[key], let scalar = scalar(node, expecting: "a number") else {
      return nil
    }
    return read(scalar) { Quantity.read($0, as: dimension) }
      .map { Placed(value: $0, span: node.span) }
  }

  /// A number without uncertainty.
  mutating func number(
    _ key: String, in fields: Fields, as dimension: Dimension = .number, _ bound: Bound
  ) -> Double? {
    guard let quantity = quantity(key, in: fields, as: dimension) else { return nil }
    guard quantity.value.uncertainty == nil else {
      report(.surplusUncertainty(key, at: quantity.span))
      return nil
    }
    return check(quantity, of: key, bound) ? quantity.value.value : nil
  }

  /// A list of numbers without uncertainties; nil if one of them is wrong.
  mutating func numbers(
    _ key: String, in fields: Fields, as dimension: Dimension = .number, _ bound: Bound
  ) -> [Double]? {
    let items = list(key, in: fields)
    let numbers = items.compactMap { node -> Double? in
      guard let scalar = scalar(node, expecting: "a number"),
        let quantity = read(scalar, { Quantity.read($0, as: dimension) })
      else { return nil }
      guard quantity.uncertainty == nil else {
        report(.surplusUncertainty(key, at: node.span))
        return nil
      }
      return check(Placed(value: quantity, span: node.span), of: key, bound)
        ? quantity.value : nil
    }
    return numbers.count == items.count && !items.isEmpty ? numbers : nil
  }

  /// A number that may carry an uncertainty after `±`, zero if it does not.
  mutating func input(
    _ key: String, in fields: Fields, as dimension: Dimension = .number, _ bound: Bound,
    source: String?
  ) -> DeclaredNumber? {
    guard let quantity = quantity(key, in: fields, as: dimension),
      check(quantity, of: key, bound)
    else { return nil }
    return DeclaredNumber(
      value: quantity.value.value, uncertainty: quantity.value.uncertainty ?? 0, source: source)
  }

  private mutating func check(_ quantity: Placed<Quantity>, of key: String, _ bound: Bound) -> Bool
  {
    let value = quantity.value.value
    if bound.allows(value) { return true }
    // "90" for "90 %" is the usual slip.
    let isPercentage = quantity.value.unit == nil && value > 1 && bound.allows(value / 100)
    report(
      .outOfRange(
        "'\(key)' must be \(bound.phrase)", at: quantity.span,
        replacement: isPercentage ? "\(text.excerpt(quantity.span)) %" : nil))
    return false
  }

  /// A number with its uncertainty (`0.06 ± 0.02`, or a key of its own) and source.
  mutating func declaredNumber(_ key: String, in fields: Fields, _ bound: Bound) -> DeclaredNumber?
  {
    let source = text("source", in: fields)
    let spread = quantity("uncertainty", in: fields, as: .number)
    guard let quantity = quantity(key, in: fields, as: .number) else { return nil }
    guard check(quantity, of: key, bound),
      let uncertainty = uncertainty(of: quantity, spread, in: fields)
    else { return nil }
    return DeclaredNumber(
      value: quantity.value.value, uncertainty: uncertainty, source: source?.value)
  }

  /// The uncertainty of a number, in its unit: after `±`, or under a key of its own.
  mutating func uncertainty(of quantity: Placed<Quantity>, in fields: Fields) -> Double? {
    let spread = self.quantity("uncertainty", in: fields, as: .number)
    return uncertainty(of: quantity, spread, in: fields)
  }

  private mutating func uncertainty(
    of quantity: Placed<Quantity>, _ spread: Placed<Quantity>?, in fields: Fields
  ) -> Double? {
    guard fields["uncertainty"] != nil else {
      if quantity.value.uncertainty == nil {
        report(.missingUncertainty(at: quantity.span))
      }
      return quantity.value.uncertainty
    }
    guard let spread else { return nil }
    guard quantity.value.uncertainty == nil else {
      report(.uncertaintyTwice(at: spread.span))
      return nil
    }
    guard check(spread, of: "uncertainty", .notNegative) else { return nil }
    guard spread.value.uncertainty == nil else {
      report(.surplusUncertainty("uncertainty", at: spread.span))
      return nil
    }
    guard spread.value.unit?.isPercent == true else { return spread.value.value }
    guard quantity.value.unit?.isPercent != true else {
      report(.ambiguousPercent(at: spread.span))
      return nil
    }
    return finite(spread.value.value * abs(quantity.value.value), at: spread.span)
  }

  private mutating func finite(_ value: Double, at span: SourceSpan) -> Double? {
    guard value.isFinite else {
      report(.outOfRange("the uncertainty is too large for a number", at: span))
      return nil
    }
    return value
  }
}
