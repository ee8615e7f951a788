import Testing

/// A row of the reference table whose inputs are written as `n=1;b=0.51`.
struct ReferenceRow: CustomTestStringConvertible {
  let quantity: String
  let inputs: [String: String]
  let value: Double
  let note: String

  var testDescription: String { "\(quantity): \(inputs.sorted { $0.key < $1.key })" }

  /// Every row of a quantity.
  static func rows(_ quantity: String) throws -> [Self] {
    try ReferenceTable("reference-limits").rows.filter { $0["quantity"] == quantity }.map { row in
      let pairs = try row.text("inputs").split(separator: ";").map { $0.split(separator: "=") }
      let inputs = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
      return Self(
        quantity: quantity, inputs: inputs, value: try row.number("value"),
        note: row["note"] ?? "")
    }
  }
}
