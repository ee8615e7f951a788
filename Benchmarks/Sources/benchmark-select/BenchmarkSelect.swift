import BlindAnalysis
import EventData

/// Times the open pass over event files: reading, classification, cuts, regions and digests.
///
/// `Benchmarks/peers/selection.py` makes the files and applies the same cuts with uproot and NumPy.
@main struct BenchmarkSelect {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "."
    for file in ["none.root", "lz4.root", "zstd.root", "zlib.root", "lzma.root", "events.csv"] {
      let definition = try AnalysisDefinition(validating: analysis(file), file: "benchmark")
      var seconds: [Double] = []
      var events = 0
      for _ in 0..<5 {
        let duration = try ContinuousClock().measure {
          let sample = try HeldData(opening: definition, folder: folder, project: folder).readOpen()
          events = sample.summaries[0].regions[0].count
        }
        seconds.append(duration / .seconds(1))
      }
      seconds.sort()
      print(
        #"{"benchmark":"selection, \#(file)","tool":"na64-blind","median_s":\#(seconds[2]),"#
          + #""best_s":\#(seconds[0]),"repetitions":5,"result":\#(events)}"#)
    }
  }

  private static func analysis(_ file: String) -> String {
    """
    na64-blind: 1
    analysis: benchmark
    title: Selection on many events
    beam: {particle: e-, momentum: 100 GeV}
    data:
      - name: sample
        kind: pseudo-data
        files: [\(file)]
        \(file.hasSuffix("root") ? "tree: events" : "format: csv")
        exposure: {on-target: 1e10, uncertainty: 1 %, source: none}
        event-id: [run, spill, event]
    columns:
      E_ECAL: {branch: E_ECAL, unit: GeV}
      E_HCAL: {branch: E_HCAL, unit: GeV}
      E_SRD: {branch: E_SRD, unit: MeV}
      p_track: {branch: p_mm, unit: GeV}
      t_srd: {branch: t_srd, unit: ns}
      t0: {branch: t0, unit: ns}
      n_hits: {branch: n_hits}
    selection:
      - {name: momentum, require: abs(p_track - 100 GeV) < 3 GeV}
      - {name: synchrotron tag, require: E_SRD in 1 MeV .. 80 MeV}
      - {name: time, require: abs(t_srd - t0) < 3 ns}
      - {name: hits, require: n_hits == 1}
    regions:
      side band: E_ECAL in 55 GeV .. 80 GeV && E_HCAL < 1 GeV
      signal box: E_ECAL in 0 GeV .. 50 GeV && E_HCAL < 1 GeV
    blind: {signal: signal box, region: E_ECAL < 55 GeV && E_HCAL < 1.5 GeV}
    backgrounds:
      none: {model: upper limit, value: 0.01, confidence: 90 %, source: none}
    limit: {confidence: 90 %, method: CLs, statistic: count, background prior: none}
    """
  }
}
