import ArgumentParser
import BlindAnalysis
import Ledger
import Report

struct Plot: AnalysisVerb {
  static let configuration = CommandConfiguration(
    abstract: "Figures of the open part: plane, backgrounds, side bands; the box stays shut.",
    discussion: """
      Estimates as 'estimate' does, and draws results/<analysis>/figures/*.svg with gnuplot. The \
      script of each figure, with its data, lies beside it (.gp). No event of the blind region is \
      in any of them, before or after the opening.

      Examples:
        na64-blind plot analyses/eplus-2023-70GeV.yaml
        na64-blind plot analyses/eplus-2023-70GeV.yaml --y-range '0 .. 5 GeV'
        na64-blind plot analyses/eplus-2023-70GeV.yaml \\
          --x E_miss --x-range '0 .. 70 GeV'
      """)

  @OptionGroup var arguments: AnalysisArguments

  @Option(help: "Column or derived quantity along the plane; the first that limits the box.")
  var x: String?

  @Option(help: "Its range, as in '0 .. 100 GeV'; around the edges of all regions unless given.")
  var xRange: String?

  @Option(help: "Column or derived quantity upwards in the plane; the second that limits the box.")
  var y: String?

  @Option(help: "Its range, as in '0 .. 5 GeV'.")
  var yRange: String?

  func run(in environment: CommandEnvironment) throws {
    let horizontal = AxisChoice(x, range: try range(xRange, of: "--x-range", in: environment))
    let vertical = AxisChoice(y, range: try range(yRange, of: "--y-range", in: environment))
    let analysis = try OpenedAnalysis(arguments, in: environment)
    let frame = try PlaneFrame(of: analysis.definition, x: horizontal, y: vertical)
    let text = try analysis.plot(frame)
    try environment.print(text.lines, or: text.document, as: arguments.format)
    guard text.isDrawn else {
      throw Refusal(
        .cannotWrite, "there is no gnuplot to draw the figures; their scripts are written",
        next: "install gnuplot (apt: gnuplot-nox, brew: gnuplot) and type the same again")
    }
  }

  private func range(
    _ text: String?, of option: String, in environment: CommandEnvironment
  ) throws -> QuantityRange? {
    guard let text else { return nil }
    let place = SourceSpan(file: option, line: 1, column: 1)
    let reading = QuantityRange.read(PlacedText(text, at: place))
    guard let range = reading.value else {
      let finding = reading.findings.first?.message ?? "a range is expected"
      throw Refusal(.usage, "\(option): \(finding)", next: "\(option) '0 .. 100 GeV'")
    }
    return range
  }
}
