/// Who and what: the first lines of the file.
extension DefinitionReader {
  /// A file of another version is still read as one of ours, since most of it will be the same.
  mutating func checkFormatVersion(in fields: Fields) {
    guard let node = fields["na64-blind"],
      let version = wholeNumber(node), version != Grammar.formatVersion
    else { return }
    report(.unknownVersion(version, at: node.span))
  }

  /// `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`, because folders are named after it.
  mutating func analysisName(in fields: Fields) -> String? {
    guard let name = text("analysis", in: fields) else { return nil }
    guard isFolderName(name.value) else {
      report(.badAnalysisName(name.value, at: name.span))
      return nil
    }
    return name.value
  }

  func isFolderName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return bytes.count <= 64 && bytes.allSatisfy { $0.isFolderPart }
      && bytes.first.map { $0.isLetterOrDigit } == true
  }

  mutating func beam(in fields: Fields) -> Beam? {
    guard let beam = open("beam", in: fields) else { return nil }
    let particle: Beam.Particle? = choice("particle", in: beam)
    let momentum = number("momentum", in: beam, as: .energy, .positive)
    guard let particle, let momentum else { return nil }
    return Beam(particle: particle, momentum: momentum)
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool { isDigit || (isNameStart && self != UInt8(ascii: "_")) }

  fileprivate var isFolderPart: Bool {
    isLetterOrDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
      || self == UInt8(ascii: "-")
  }
}

extension Diagnostic {
  fileprivate static func unknownVersion(_ version: Int, at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "unknown-version",
      message: "the file has format version \(version), this tool reads \(Grammar.formatVersion)",
      span: span)
  }

  fileprivate static func badAnalysisName(_ name: String, at span: SourceSpan) -> Self {
    let replaced = name.unicodeScalars.prefix(64).map { scalar -> Unicode.Scalar in
      guard let byte = UInt8(exactly: scalar.value), scalar.isASCII else { return "-" }
      return byte.isFolderPart ? scalar : "-"
    }
    let fixed = String(scalars: replaced.drop { $0 == "." || $0 == "_" || $0 == "-" })
    return Self(
      severity: .error, id: "bad-analysis-name",
      message: "'\(name.prefix(80))' cannot name folders; use 1 to 64 letters, digits, '.', '_' "
        + "and '-', and begin with a letter or digit",
      span: span, replacement: fixed.isEmpty ? nil : fixed)
  }
}
