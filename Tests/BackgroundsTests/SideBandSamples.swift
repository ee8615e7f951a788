import BlindAnalysis
import EventData
import Foundation
import TestSupport

/// The samples that the oracle fitted.
enum SideBandSamples {
  /// Energies in GeV of the made samples and of the side band of the demonstration, by name.
  static func all() throws -> [String: [Double]] {
    var samples: [String: [Double]] = [:]
    for row in try OracleTable("Reference/events.csv").rows {
      samples[try row.text("sample"), default: []].append(try row.number("value"))
    }
    samples["demonstration"] = try Demonstration().events.values
    return samples
  }
}

/// The analysis that is shipped, with its pseudo-data.
struct Demonstration {
  let definition: AnalysisDefinition
  /// The events of its side band.
  let events: OpenEvents

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../analyses").standardizedFileURL
    let file = folder.appending(path: "eplus-2023-70GeV.yaml")
    definition = try AnalysisDefinition(
      validating: String(contentsOf: file, encoding: .utf8), file: file.path)
    let sample = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      .readOpen()
    guard let events = sample.events(for: "upstream interactions") else {
      throw OracleTable.Missing(column: "upstream interactions")
    }
    self.events = events
  }
}

extension SampleAnalysis {
  /// An analysis with one side-band extrapolation from energies of the given range.
  static func sideBand(
    _ lower: String = "45 GeV", _ upper: String = "62 GeV", function: String = "exponential",
    ranges: String = "", functions: String = ""
  ) -> SampleAnalysis {
    .with {
      $0.regions["side band"] = "E_ECAL in \(lower) .. \(upper) && E_HCAL < 1 GeV"
      let systematics = [("ranges", ranges), ("functions", functions)]
        .filter { !$1.isEmpty }.map { "\($0): [\($1)]" }.joined(separator: ", ")
      $0.backgrounds = """
        {upstream: {model: side-band extrapolation, variable: E_ECAL, from: side band,
          into: signal box, function: \(function)
          \(systematics.isEmpty ? "" : ", systematics: {\(systematics)}")}}
        """
    }
  }
}
