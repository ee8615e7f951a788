import TestSupport

/// A row of rates.csv, whose inputs are written as `b=4;c=9`; see Tests/Oracles/rates.py.
struct RateRow: CustomStringConvertible {
  let inputs: [String: String]
  let value: Double

  var description: String { "\(inputs.sorted { $0.key < $1.key }): \(value)" }

  static func rows(_ quantity: String) throws -> [Self] {
    try OracleTable("../Reference/rates.csv").rows.filter { try $0.text("quantity") == quantity }
      .map { row in
        let pairs = try row.text("inputs").split(separator: ";").map { $0.split(separator: "=") }
        let inputs = pairs.map { (String($0[0]), String($0[1])) }
        return Self(
          inputs: Dictionary(uniqueKeysWithValues: inputs), value: try row.number("value"))
      }
  }

  func text(_ name: String) throws -> String {
    guard let text = inputs[name] else { throw OracleTable.Missing(column: name) }
    return text
  }

  func number(_ name: String) throws -> Double {
    guard let number = Double(try text(name)) else { throw OracleTable.Missing(column: name) }
    return number
  }

  func integer(_ name: String) throws -> Int { Int(try number(name)) }
}
