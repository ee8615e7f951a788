import Backgrounds
public import BlindAnalysis
public import Inference
import Ledger

/// A figure of an estimate: a gnuplot script with its data in it.
///
/// Made of open events and the analysis file only, so that ranges, legends and colours cannot
/// depend on a blinded row.
public struct Figure: Hashable, Sendable {
  /// Names its files: small letters, digits and `-`.
  public let name: String
  /// What it shows, in one line.
  public let title: String
  /// What `gnuplot` turns into an SVG.
  public let script: String
  /// What the picture says of itself: the grade and nothing else.
  private let grade: String

  init(_ name: String, _ title: String, _ script: GnuplotScript) {
    (self.name, self.title, self.script, grade) = (name, title, script.text, script.grade)
  }

  /// All figures of an estimate, in the order in which a reader wants them.
  ///
  /// - Parameters:
  ///   - plane: The open events in a plane; nil for no such figure.
  ///   - curves: Of the side bands.
  ///   - standing: Where the analysis stands with this estimate registered.
  public static func all(
    of estimate: BlindEstimate, plane: OpenPlane?, curves: [NamedCurve], standing: StandingText
  ) -> [Figure] {
    let definition = estimate.definition
    let caption = FigureCaption(of: definition, standing)
    var figures = [BackgroundFigure(estimate).figure(caption)]
    if let plane {
      let figure = PlaneFigure(plane, of: definition, under: standing.mask?.mask)
      figures.insert(figure.figure(caption), at: 0)
    }
    for curve in curves {
      let name = curve.fileName(avoiding: figures.map(\.name))
      figures.append(
        SideBandFigure(curve, into: definition.stage.region).figure(name, caption))
    }
    return figures
  }

  /// What gnuplot drew, with the grade in place of what gnuplot says of itself.
  ///
  /// - Returns: Nil if these bytes are not a picture that gnuplot wrote to its end.
  public func image(drawn bytes: [UInt8]) -> [UInt8]? {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasPrefix("<?xml"),
      text.hasSuffix("</svg>\n") || text.hasSuffix("</svg>\n\n"),
      let start = text.firstRange(of: "<title>"), let end = text.firstRange(of: "</desc>"),
      start.lowerBound < end.lowerBound
    else { return nil }
    let description = "<desc>\(grade.escapedForXML)</desc>"
    return Array((text[..<start.lowerBound] + description + text[end.upperBound...]).utf8)
  }
}

/// What stands on every figure beside what it shows.
struct FigureCaption {
  /// Which analysis, of which definition.
  let origin: String
  /// That numbers are no measurement or no first result; empty where they are.
  let warnings: [String]
  let grade: String

  init(of definition: AnalysisDefinition, _ standing: StandingText) {
    origin = "\(definition.name), definition \(definition.digest.short)"
    warnings = standing.late + definition.mockWarning + definition.pseudoDataWarning
    grade = standing.gradeLines.first ?? ""
  }
}

extension NamedCurve {
  /// Of the background: what a file name cannot spell everywhere is a `-`.
  fileprivate func fileName(avoiding taken: [String]) -> String {
    let plain = estimate.name.utf8.prefix(60).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      default: UInt8(ascii: "-")
      }
    }
    let name = "side-band-" + String(decoding: plain, as: UTF8.self)
    let names = [name] + (2...(taken.count + 2)).map { "\(name)-\($0)" }
    return names.first { !taken.contains($0) } ?? name
  }
}

extension String {
  fileprivate var escapedForXML: String {
    printable.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
      .split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
  }
}
