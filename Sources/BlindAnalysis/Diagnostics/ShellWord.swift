import Ledger

extension String {
  /// This text as one word of a shell command that people paste: as it is where no character of it
  /// means anything to a shell, else in single quotes.
  public var shellWord: String {
    guard isEmpty || !unicodeScalars.allSatisfy(Self.isPlainInShell) else { return self }
    // One character at a time: a path is shown whole, however long.
    let shown = unicodeScalars.map { $0 == "'" ? #"'\''"# : String($0).printable }.joined()
    return "'\(shown)'"
  }

  private static func isPlainInShell(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-", "+", ",", ":", "=", "@", "%": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }
}
