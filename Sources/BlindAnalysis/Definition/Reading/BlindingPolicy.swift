import Ledger

/// Regions that are blind in every analysis of a project, whatever its file declares.
public struct BlindingPolicy: Hashable, Sendable {
  /// The name of the file, in the folder of the project.
  public static let file = "na64-blind-policy.yaml"

  /// In the order of the file.
  public let masks: [MaskRecord]

  /// Reads and checks a policy.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, UTF-8, at most 1 MiB.
  ///   - file: The name to print in findings.
  /// - Throws: ``DefinitionError`` with every finding, by position.
  public init(validating bytes: [UInt8], file: String) throws(DefinitionError) {
    var findings: [Diagnostic] = []
    let text = SourceText.reading(bytes, file: file, into: &findings)
    let masks = text.flatMap { Self.masks($0, into: &findings) }
    guard let masks, !findings.containsError else {
      throw DefinitionError(findings: DefinitionFindings(findings, in: text))
    }
    self.masks = masks
  }

  private static func masks(
    _ text: SourceText, into findings: inout [Diagnostic]
  ) -> [MaskRecord]? {
    guard let root = YAMLComposer.compose(text, into: &findings) else { return nil }
    var reader = DefinitionReader(text)
    defer { findings += reader.findings }
    guard let fields = reader.open(root, as: Grammar.policy) else { return nil }
    let names = reader.names(in: fields)
    let regions = reader.list("blind", in: fields).compactMap { reader.blindRegion($0, names) }
    guard regions.count == fields.count(of: "blind") else {
      if !reader.findings.containsError { reader.report(.incomplete(at: root.span)) }
      return nil
    }
    return regions.map { MaskRecord(of: $0, over: names.columns) }
  }
}

extension Grammar {
  static let policy = Section(
    name: "a policy",
    keys: [
      .required("na64-blind-policy", .integer(formatVersion...formatVersion)),
      .required("columns", .named(.section(column), 1...most)),
      .optional("derived", .named(.expression, 0...most)),
      .required("blind", .list(.expression, 1...most)),
    ])
}
