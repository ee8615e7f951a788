import ArgumentParser
import Inference
import Report
import Stats

struct Limit: Verb {
  static let configuration = CommandConfiguration(
    abstract: "The quick calculator: the limit of one count; reads no data.",
    discussion: """
      Prints the limit in signal events, the band expected without signal, and how both were \
      computed. It involves no data, so nothing is blinded.

      Examples:
        na64-blind limit --observed 0 --background 0.51 --background-uncertainty 0.13 \
      --constraint log-normal --confidence 90%
        na64-blind limit --observed 3 --background 1.2 --confidence 95% --format json
      """)

  @Option(help: "Events in the signal box, zero or more.")
  var observed: Int

  @Option(help: "Background events expected in the box, zero or more.")
  var background: Double

  @Option(help: "Its uncertainty in events; needs a constraint.")
  var backgroundUncertainty: Double = 0

  @Option(help: "What the uncertainty means: \(constraints).")
  var constraint: String?

  @Option(help: "Confidence level, as in 90% or 0.9; there is no default.")
  var confidence: String

  @Option(help: "How the limit is computed: \(methods).")
  var method = LimitMethod.cls.rawValue

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  func validate() throws {
    do { _ = try question() } catch let error as NumericsError {
      throw ValidationError("\(error.reason); \(error.advice)")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    let text = LimitAnswerText(try question().answer())
    try environment.print(text.lines, or: text.document, as: format)
  }

  private func question() throws -> LimitQuestion {
    guard observed >= 0 else { throw ValidationError("'--observed' must be zero or more") }
    return LimitQuestion(
      observed: observed,
      background: try BackgroundExpectation(
        value: background, uncertainty: backgroundUncertainty, constraint: chosenConstraint()),
      confidence: try ConfidenceLevel(chosenConfidence()), method: try chosenMethod())
  }

  private func chosenConstraint() throws -> BackgroundConstraint {
    guard let constraint else {
      guard backgroundUncertainty == 0 else {
        throw ValidationError(
          "an uncertainty of the background needs '--constraint': \(Self.constraints)")
      }
      return .none
    }
    guard let chosen = BackgroundConstraint(rawValue: constraint) else {
      throw ValidationError("unknown constraint '\(constraint)'; expected \(Self.constraints)")
    }
    return chosen
  }

  private func chosenMethod() throws -> LimitMethod {
    guard let chosen = LimitMethod(rawValue: method) else {
      throw ValidationError("unknown method '\(method)'; expected \(Self.methods)")
    }
    return chosen
  }

  /// `90%`, `90 %` and `0.9` are the same; a bare number of one or more is refused.
  private func chosenConfidence() throws -> Double {
    let text = confidence.replacing(" ", with: "")
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), number.isFinite else {
      throw ValidationError("'\(confidence)' is no confidence level; write 90% or 0.9")
    }
    guard text.hasSuffix("%") || number < 1 else {
      throw ValidationError("'\(confidence)' is no confidence level; write \(confidence)%")
    }
    return text.hasSuffix("%") ? number / 100 : number
  }

  private static let methods = LimitMethod.allCases.map(\.rawValue).joined(separator: ", ")
  private static let constraints =
    BackgroundConstraint.allCases.map(\.rawValue).joined(separator: ", ")
}
