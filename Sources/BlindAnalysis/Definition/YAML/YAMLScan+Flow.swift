/// Flow style: `[…]` and `{…}`, in one line or several.
extension YAMLScan {
  /// From the opening bracket to behind its partner, or to the end of the text.
  mutating func scanFlow() {
    let depth = frames.count
    var beginsNode = true
    while isReadable, line < text.lines.count {
      skipSpaces()
      guard !isAtEnd, let next = peek() else {
        nextLine()
        continue
      }
      switch next {
      case "[", "{": open(next == "{" ? .flowMapping : .flowSequence)
      case "]", "}": frames.removeLast()
      case ",", ":": break
      default:
        scanFlowScalar(beginsNode: beginsNode)
        beginsNode = false
        continue
      }
      column += 1
      beginsNode = next != "]" && next != "}"
      if frames.count <= depth { return }
    }
    frames.removeLast(max(0, frames.count - depth))
  }

  private mutating func open(_ kind: Frame.Kind) {
    countNode()
    push(Frame(kind: kind, column: column))
  }

  /// A key, an item, or a piece of text that continues the line before.
  private mutating func scanFlowScalar(beginsNode: Bool) {
    countNode()
    if beginsNode { skipProperties() }
    if isAtEnd || endsFlowScalar { return }
    if beginsNode, frames.last?.kind == .flowMapping, let key = scanKey() {
      register(key)
      column = key.end
    } else if peek() == "\"" || peek() == "'" {
      skipQuoted()
    } else {
      skipFlowPlain()
    }
  }

  /// At least one character, so that the scan always moves on.
  private mutating func skipFlowPlain() {
    repeat {
      column += 1
    } while !isAtEnd && !endsFlowScalar && !(peek() == ":" && isBlank(peek(1)))
    if peek() == "#" { warnAboutComment() }
  }
}
