extension SourceText {
  /// Decodes the bytes of a file, strictly.
  ///
  /// Characters that have no place in an analysis file are reported and replaced by spaces, so that
  /// reading can go on and the other findings come out in the same run.
  ///
  /// - Returns: nil when there is no text to go on with: over 1 MiB, or not UTF-8.
  static func reading(
    _ bytes: [UInt8], file: String, into findings: inout [Diagnostic]
  ) -> SourceText? {
    guard bytes.count <= maximumSize else {
      findings.append(.fileTooLarge(file: file))
      return nil
    }
    let (scalars, invalid) = decoded(bytes)
    var text = SourceText(file: file, lines: split(scalars))
    if invalid {
      findings.append(.invalidUTF8(at: text.endOfText))
      return nil
    }
    text.removeForbiddenCharacters(into: &findings)
    return text
  }

  private var endOfText: SourceSpan {
    span(line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }

  /// The scalars before the first byte that is not UTF-8, and whether there was one.
  private static func decoded(_ bytes: [UInt8]) -> (scalars: [Unicode.Scalar], invalid: Bool) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .emptyInput: return (scalars, false)
      case .error: return (scalars, true)
      }
    }
  }

  /// Lines end with LF or CR LF.
  private static func split(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    scalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Array(line.last == "\r" ? line.dropLast() : line)
    }
  }

  /// A byte order mark is taken out, since editors do not count it as a column.
  private mutating func removeForbiddenCharacters(into findings: inout [Diagnostic]) {
    if lines[0].first == "\u{FEFF}" {
      findings.append(.byteOrderMark(at: span(line: 1, column: 1)))
      lines[0].removeFirst()
    }
    for line in lines.indices {
      var isReported = false
      for column in lines[line].indices {
        guard let problem = ForbiddenCharacter(lines[line][column]) else { continue }
        lines[line][column] = " "
        guard !isReported else { continue }
        findings.append(problem.diagnostic(at: span(line: line + 1, column: column + 1)))
        isReported = true
      }
    }
  }
}

/// Why a character is refused wherever it stands; only the first of a line is reported.
private enum ForbiddenCharacter {
  case tab
  /// With its code point.
  case control(UInt32)

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09: self = .tab
    // C0 and C1 controls, line and paragraph separators (YAML 1.1 line ends that no editor counts),
    // non-characters, and the private use areas, which mean nothing to another reader.
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xE000...0xF8FF, 0xFEFF, 0xFFFE, 0xFFFF, 0xF0000...:
      self = .control(scalar.value)
    default: return nil
    }
  }

  func diagnostic(at place: SourceSpan) -> Diagnostic {
    switch self {
    case .tab: .tab(at: place)
    case .control(let value): .controlCharacter(value, at: place)
    }
  }
}
