import Foundation
import TestSupport

/// Two sets of data, and what the same commands say about them at the same place and time.
struct Twins {
  var analyses: [String: SampleAnalysis] = ["a.yaml": SampleAnalysis()]
  var commands: [[String]] = [
    ["estimate", "a.yaml"], ["estimate", "a.yaml", "--format", "json"], ["status", "a.yaml"],
    ["freeze", "a.yaml"], ["unblind", "a.yaml"],
    ["unblind", "a.yaml", "--sign-off", "--phrase", "open sample 00000000"],
  ]

  /// Whatever the commands print and write, and how they end.
  ///
  /// - Parameters:
  ///   - rows: The data, in `data.csv` under the header run, event, ecal and hcal.
  ///   - name: Of the test, so that its twins lie in the same place.
  func play(_ rows: [String], _ name: String = #function) throws -> Transcript {
    let project = try HeldProject(at: name.filter(\.isLetter))
    for (file, analysis) in analyses { try project.write(analysis, to: file) }
    try project.write(rows: rows)
    var transcript = Transcript()
    for command in commands {
      let outcome = project.run(command)
      transcript.statuses.append(outcome.status)
      transcript.printed += "$ \(command)\n\(outcome.output)exit \(outcome.status)\n"
      transcript.written += try project.tree() + "\n"
    }
    return transcript
  }
}

struct Transcript: Equatable {
  var statuses: [Int32] = []
  var printed = ""
  var written = ""
}

/// Visible rows, with energies outside the sample's blind region.
func visibleRows(_ count: Int, run: Int = 1) -> [String] {
  (0..<count).map { "\(run),\($0),\(46 + $0 % 40),\(Double($0 % 10) / 10)" }
}

/// Rows inside the signal box.
func boxRows(_ count: Int, run: Int = 2) -> [String] {
  (0..<count).map { "\(run),\($0),\(1 + $0 % 40),0.\(1 + $0 % 8)" }
}
