import Ledger

extension AnalysisDefinition {
  /// Reads and checks an analysis file; warnings are kept in ``warnings``.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, UTF-8, at most 1 MiB.
  ///   - file: The name to print in findings.
  /// - Throws: ``DefinitionError`` with every finding, by position.
  public init(validating bytes: [UInt8], file: String) throws(DefinitionError) {
    var findings: [Diagnostic] = []
    let text = SourceText.reading(bytes, file: file, into: &findings)
    let draft = text.flatMap { Self.draft($0, into: &findings) }
    guard let draft, !findings.containsError else {
      throw DefinitionError(findings: DefinitionFindings(findings, in: text))
    }
    do {
      let found = DefinitionFindings(findings, in: text)
      var earlier: [AnalysisDefinition] = []
      for stage in draft.stages {
        earlier.append(
          try AnalysisDefinition(draft.at(stage), warnings: found, after: earlier))
      }
      try self.init(draft.atSignal, warnings: found, after: earlier)
    } catch {
      let place = SourceSpan(file: file, line: 1, column: 1)
      findings.append(.withoutCanonicalForm(error, at: place))
      throw DefinitionError(findings: DefinitionFindings(findings, in: text))
    }
  }

  /// Reads and checks the text of an analysis file.
  ///
  /// - Throws: ``DefinitionError`` with every finding, by position.
  public init(validating text: String, file: String) throws(DefinitionError) {
    try self.init(validating: Array(text.utf8), file: file)
  }

  private static func draft(
    _ text: SourceText, into findings: inout [Diagnostic]
  ) -> DefinitionDraft? {
    guard let root = YAMLComposer.compose(text, into: &findings) else { return nil }
    var reader = DefinitionReader(text)
    let draft = reader.draft(root)
    findings += reader.findings
    if draft == nil, !findings.containsError {
      findings.append(.incomplete(at: root.span))
    }
    return draft
  }

  private init(
    _ draft: DefinitionDraft, warnings: DefinitionFindings, after earlier: [AnalysisDefinition]
  ) throws(CanonicalWriteError) {
    canonical = draft.canonical
    digest = try Digest(of: canonical, as: RecordType("definition"))
    name = draft.name
    title = draft.title
    beam = draft.beam
    datasets = draft.datasets
    columns = draft.names.columns
    derived = draft.names.derived
    selection = draft.selection
    regions = draft.regions
    signalRegion = draft.signalRegion
    mask = draft.mask
    backgrounds = draft.backgrounds
    signal = draft.signal
    limit = draft.limit
    seen = draft.seen
    procedure = draft.procedure
    signOff = draft.signOff
    (stage, earlierStages) = (draft.stage, earlier)
    sealedStages = SealedStages(draft.stages, over: draft.names.columns)
    self.warnings = warnings
  }
}

extension Diagnostic {
  /// The last line of defence: nothing of a file may be dropped without a word.
  static func incomplete(at span: SourceSpan) -> Self {
    Self(
      severity: .error, id: "incomplete",
      message: "a part of the file could not be read, for a reason that is a fault of this tool",
      span: span)
  }

  static func withoutCanonicalForm(
    _ error: CanonicalWriteError, at span: SourceSpan
  ) -> Self {
    Self(
      severity: .error, id: "no-canonical-form",
      message: "the definition has no canonical form, so no digest: \(error)", span: span)
  }
}
