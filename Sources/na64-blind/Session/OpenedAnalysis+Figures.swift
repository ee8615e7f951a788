import Backgrounds
import BlindAnalysis
import EventData
import Inference
import Ledger
import Report

extension OpenedAnalysis {
  /// Estimates, and writes figures of the estimate beside it.
  ///
  /// - Parameter frame: The plane to show; nil for none.
  func plot(_ frame: PlaneFrame?) throws -> FiguresText {
    let (run, standing) = try estimate(over: frame)
    let figures = Figure.all(
      of: run.estimate, plane: run.sample.plane, curves: try curves(of: run), standing: standing)
    let locked = try project.lock()
    var files: [FiguresText.Files] = []
    for figure in figures {
      let place = resultPath("figures/\(figure.name)", later: run.postUnblind)
      try locked.write(Array(figure.script.utf8), to: "\(place).gp")
      let drawn = try environment.drawFigure(figure.script)
      if let drawn {
        guard let image = figure.image(drawn: drawn) else {
          throw Refusal(
            .internalError, "gnuplot drew '\(figure.name)' in a way this version does not know",
            next: "gnuplot -d \(place).gp > \(place).svg")
        }
        try locked.write(image, to: "\(place).svg")
      }
      files.append(
        .init(figure, script: "\(place).gp", image: drawn.map { _ in "\(place).svg" }))
    }
    return FiguresText(definition, files, standing: standing)
  }

  /// The side bands with what was fitted to them.
  private func curves(of run: EstimateRun) throws -> [NamedCurve] {
    try definition.backgrounds.compactMap { background in
      guard case .sideBandExtrapolation(let model) = background.model,
        case .number(let dimension) = model.variable.kind,
        let line = run.estimate.backgrounds.lines.first(where: { $0.name == background.name }),
        let events = run.sample.events(for: background.name)
      else { return nil }
      return NamedCurve(line, unit: dimension.canonicalUnit, try model.curve(from: events))
    }
  }
}
