public import BlindAnalysis

/// A small analysis file, of which each test changes what it is about.
public struct SampleAnalysis: Sendable {
  public var name = "sample"
  public var title = "A sample analysis"
  public var datasets = [Dataset()]
  public var columns = "{E_ECAL: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV}}"
  public var selection = "[{name: quiet, require: E_HCAL < 1 GeV}]"
  public var regions = ["signal box": "E_ECAL < 42 GeV && E_HCAL < 1 GeV"]
  public var blind = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV"
  public var backgrounds = "{decays: {model: declared, value: 0.06 ± 0.02, source: assumed}}"
  /// The whole section; empty for none.
  public var signal = ""
  public var confidence = "90 %"
  public var prior = "log-normal"
  /// The whole section; empty for none.
  public var procedure = ""
  public var required = 1
  /// Whether signatures are asked for; always, from two people on.
  public var isSigned = false

  public struct Dataset: Sendable {
    public var name = "first"
    public var kind = "data"
    public var files = "[data.csv]"
    public var format = "format: csv"
    public var exposure = "{on-target: 1e10, uncertainty: 1 %, source: assumed}"
    public var eventID = "[run, event]"
    /// As in `good-spills: spills.csv`; empty for no list.
    public var spills = ""

    public init() {}
  }

  public init() {}

  /// The sample with some changes.
  public static func with(_ change: (inout SampleAnalysis) -> Void) -> SampleAnalysis {
    var sample = SampleAnalysis()
    change(&sample)
    return sample
  }

  public var text: String {
    let data = datasets.map { dataset in
      """
        - name: \(dataset.name)
          kind: \(dataset.kind)
          files: \(dataset.files)
          \(dataset.format)
          exposure: \(dataset.exposure)
          event-id: \(dataset.eventID)
          \(dataset.spills)

      """
    }
    let regions = regions.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }
    let signers = required > 1 || isSigned ? ", signers: reviewers.pub" : ""
    return """
      na64-blind: 1
      analysis: \(name)
      title: \(title)
      beam: {particle: e+, momentum: 70 GeV}
      data:
      \(data.joined())
      columns: \(columns)
      selection: \(selection)
      regions:
      \(regions.joined())
      blind: {signal: signal box, region: "\(blind)"}
      backgrounds: \(backgrounds)
      \(signal)
      limit: {confidence: \(confidence), method: CLs, statistic: count, background prior: \(prior)}
      \(procedure)
      sign-off: {required: \(required)\(signers)}
      """
  }

  /// - Throws: `DefinitionError` if a test made something of it that is no analysis.
  public func definition() throws -> AnalysisDefinition {
    try AnalysisDefinition(validating: text, file: "sample.yaml")
  }
}
