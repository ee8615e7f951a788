import Foundation

/// The rows of a table that `Oracle/canonical_oracle.py` wrote.
func oracleRows(_ name: String) throws -> [String] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let file = folder.appending(path: "Oracle").appending(path: name)
  let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
  return rows.filter { !$0.hasPrefix("#") }.map(String.init)
}
