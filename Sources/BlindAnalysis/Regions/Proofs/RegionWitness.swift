/// A point that shows why a claim about regions is not proven.
struct RegionWitness: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    let quantity: RegionQuantity
    let cell: RegionCell

    init(_ quantity: RegionQuantity, _ cell: RegionCell) {
      (self.quantity, self.cell) = (quantity, cell)
    }
  }

  /// The quantities that matter.
  let parts: [Part]

  /// True if the point certainly exists: the values of different columns can be combined freely.
  var isCertain: Bool { parts.allSatisfy { $0.quantity.column != nil } }

  /// True if the point lies in a gap that only rounding has opened.
  var isByRounding: Bool { parts.contains { $0.cell.isRoundingGap } }
}

extension RegionWitness: CustomStringConvertible {
  /// As in "E_ECAL = 43 GeV, E_HCAL = 1.2 GeV".
  var description: String {
    parts.isEmpty ? "every event" : parts.map(\.description).joined(separator: ", ")
  }
}

extension RegionWitness.Part: CustomStringConvertible {
  var description: String {
    switch quantity {
    case .value(let tree):
      if cell.places == nil { return "\(tree.canonical) = not a number" }
      return "\(tree.canonical) = \(ExpressionTree.literalText(cell.example, tree.dimension))"
    case .order(let left, let right):
      return "\(left.canonical) \(Self.symbol(cell)) \(right.canonical)"
    }
  }

  private static func symbol(_ cell: RegionCell) -> String {
    guard cell.places != nil else { return "not comparable with" }
    return cell.example < 0 ? "<" : cell.example > 0 ? ">" : "=="
  }
}

extension RegionCell {
  /// Several doubles, but no more than rounding explains.
  fileprivate var isRoundingGap: Bool { isEdge && (places?.count ?? 0) > 1 }

  /// A number from the cell that is easy to read; NaN for the cell of NaN.
  var example: Double {
    guard let places else { return .nan }
    let lower = DoubleOrder.value(at: max(places.lowerBound, DoubleOrder.first + 1))
    let upper = DoubleOrder.value(at: min(places.upperBound, DoubleOrder.last - 1))
    let start = upper > 0 ? max(lower, 0) : lower
    return Self.shortDecimal(from: start, to: upper)
  }

  /// Near the middle, with as few digits as keep it between the ends.
  private static func shortDecimal(from lower: Double, to upper: Double) -> Double {
    let middle = middle(of: lower, upper)
    for digits in 1...17 {
      let rounded = middle.roundedToDigits(digits)
      if rounded > lower, rounded < upper { return rounded }
    }
    return middle
  }

  private static func middle(of lower: Double, _ upper: Double) -> Double {
    let unbounded = Double.greatestFiniteMagnitude
    if upper == unbounded { return lower == -unbounded ? 0 : lower + max(1, lower.magnitude / 10) }
    if lower == -unbounded { return upper - max(1, upper.magnitude / 10) }
    return lower + (upper - lower) / 2
  }
}

extension Double {
  /// The nearest number with so many significant decimal digits.
  fileprivate func roundedToDigits(_ digits: Int) -> Double {
    let (text, point) = DecimalNumber.shortestDigits(magnitude)
    guard self != 0, isFinite, text.count > digits, let kept = Double(text.prefix(digits)),
      let rest = Double("0." + text.dropFirst(digits)),
      let rounded = Double("\(Int(rest < 0.5 ? kept : kept + 1))e\(point - digits)")
    else { return self }
    return self < 0 ? -rounded : rounded
  }
}
