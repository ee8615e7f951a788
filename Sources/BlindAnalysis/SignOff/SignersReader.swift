import Ledger

/// Reads a file of signers and collects everything that is wrong with it.
struct SignersReader {
  private let text: SourceText
  private(set) var findings: [Diagnostic] = []
  private(set) var signers: [Signer] = []

  private typealias Words = ArraySlice<Placed<String>>

  init(_ bytes: [UInt8], file: String) {
    let lines = String(decoding: bytes, as: UTF8.self).unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false)
    text = SourceText(file: file, lines: lines.map { Array($0.last == "\r" ? $0.dropLast() : $0) })
  }

  var error: DefinitionError { DefinitionError(findings: DefinitionFindings(findings, in: text)) }

  mutating func read() {
    for line in text.lines.indices {
      let words = words(of: line)
      guard let first = words.first, !first.value.hasPrefix("#") else { continue }
      guard let signer = signer(words[...]) else { continue }
      if let earlier = Quorum.clash(of: signer, with: signers) {
        findings.append(.signerTwice(signer, earlier, at: first.span))
      } else {
        signers.append(signer)
      }
    }
  }

  /// Compares what is asked for with the members there are.
  mutating func check(_ required: Int) {
    // A line that could not be read would be counted as missing.
    guard findings.isEmpty, !(1...max(1, signers.count)).contains(required) || signers.isEmpty
    else { return }
    let end = text.span(line: text.lines.count, column: 1)
    findings.append(
      signers.isEmpty ? .noSigners(at: end) : .tooFewSigners(signers.count, required, at: end))
  }

  private mutating func signer(_ words: Words) -> Signer? {
    guard let name = words.first, isName(name) else { return nil }
    var rest = words.dropFirst()
    var lastDay: String?
    if rest.first?.value == "until" {
      guard let day = rest.dropFirst().first, Signer.isDay(day.value) else {
        findings.append(.badLastDay(at: (rest.dropFirst().first ?? name).span))
        return nil
      }
      (lastDay, rest) = (day.value, rest.dropFirst(2))
    }
    return key(rest, of: name).map { Signer(name: name.value, key: $0, lastDay: lastDay) }
  }

  private mutating func isName(_ word: Placed<String>) -> Bool {
    if SSHPublicKey.isType(word.value) {
      findings.append(.signerWithoutName(at: word.span))
      return false
    }
    if !Signer.isName(word.value) { findings.append(.badSigner(word.value, at: word.span)) }
    return Signer.isName(word.value)
  }

  private mutating func key(_ words: Words, of name: Placed<String>) -> SSHPublicKey? {
    guard let type = words.first, let base64 = words.dropFirst().first else {
      findings.append(.signerWithoutKey(at: name.span))
      return nil
    }
    if !SSHPublicKey.isType(type.value) {
      findings.append(.signerOption(type.value, at: type.span))
      return nil
    }
    do throws(SignatureFault) {
      return try SSHPublicKey(type: type.value, base64: base64.value)
    } catch {
      findings.append(.badKey(error, at: type.span))
      return nil
    }
  }

  private func words(of line: Int) -> [Placed<String>] {
    let scalars = text.lines[line]
    return scalars.indices.split { scalars[$0] == " " || scalars[$0] == "\t" }.map { part in
      let span = text.span(line: line + 1, column: part.startIndex + 1, length: part.count)
      return Placed(value: String(scalars: part.map { scalars[$0] }), span: span)
    }
  }
}
