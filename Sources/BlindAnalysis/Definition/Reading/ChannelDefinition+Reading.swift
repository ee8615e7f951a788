extension ChannelDefinition {
  /// Reads and checks a file of channels; warnings are kept in ``warnings``.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, UTF-8, at most 1 MiB.
  ///   - file: The name to print in findings.
  /// - Throws: ``DefinitionError`` with every finding, by position.
  public init(validating bytes: [UInt8], file: String) throws(DefinitionError) {
    var findings: [Diagnostic] = []
    let text = SourceText.reading(bytes, file: file, into: &findings)
    let draft = text.flatMap { Self.draft($0, into: &findings) }
    let all = DefinitionFindings(findings, in: text)
    guard let draft, !findings.containsError else { throw DefinitionError(findings: all) }
    (title, source) = (draft.title, draft.source)
    (nuisances, channels) = (draft.nuisances, draft.channels)
    warnings = all
  }

  private static func draft(
    _ text: SourceText, into findings: inout [Diagnostic]
  ) -> ChannelDraft? {
    guard let root = YAMLComposer.compose(text, into: &findings) else { return nil }
    var reader = DefinitionReader(text)
    let draft = reader.channelDraft(root)
    findings += reader.findings
    if draft == nil, !findings.containsError { findings.append(.incomplete(at: root.span)) }
    return draft
  }
}

/// What a file of channels says, before all findings are looked at.
struct ChannelDraft {
  let title: String?
  let source: String?
  let nuisances: [DeclaredNuisance]
  let channels: [DeclaredChannel]
}
