import ArgumentParser
import BlindAnalysis
import Inference
import Report
import Stats

struct Limit: Verb {
  static let configuration = CommandConfiguration(
    abstract: "The quick calculator: the limit of one count or of several; reads no data.",
    discussion: """
      Prints the limit in signal events, the band expected without signal, and how both were \
      computed. With --channels, the limit is on the signal strength of several counts that share \
      nuisance parameters. It involves no data, so nothing is blinded.

      Examples:
        na64-blind limit --observed 0 --background 0.51 \\
          --background-uncertainty 0.13 --constraint log-normal --confidence 90%
        na64-blind limit --observed 3 --background 1.2 --confidence 95% --format json
        na64-blind limit --channels analyses/channels/three-periods.yaml \\
          --confidence 90%
        na64-blind limit --channels analyses/channels/three-periods.yaml \\
          --confidence 90% --method feldman-cousins --toys 50000 --seed 7 \\
          --precision 5% --threads 2
      """)

  @Option(help: "A file of channels, instead of --observed and --background.")
  var channels: String?

  // Numbers take the next word as it is, so that a number below zero is named as one.
  @Option(parsing: .unconditional, help: "Events in the signal box, zero or more.")
  var observed: Int?

  @Option(
    parsing: .unconditional, help: "Background events expected in the box, zero or more.")
  var background: Double?

  @Option(parsing: .unconditional, help: "Its uncertainty in events; needs a constraint.")
  var backgroundUncertainty: Double?

  @Option(help: "What the uncertainty means: \(constraints).")
  var constraint: String?

  @Option(help: "Relative uncertainty of the signal, as in 10% or 0.1.")
  var signalUncertainty: String?

  @Option(help: "What it means: \(signalConstraints); log-normal unless given.")
  var signalConstraint: String?

  @Option(help: "Confidence level, as in 90% or 0.9; there is no default.")
  var confidence: String

  @Option(help: "How the limit is computed: \(methods).")
  var method = LimitMethod.cls.rawValue

  @Option(help: "What cls compares outcomes by: \(statistics); the count unless given.")
  var statistic: String?

  @Option(help: "What cls does with nuisances: \(treatments); marginalised unless given.")
  var nuisances: String?

  @Option(
    help: """
      For channels: toys for each hypothesis and strength by likelihood ratio (20000) or \
      feldman-cousins, or nuisances to draw in place of exact averages for the other methods.
      """)
  var toys: Int?

  @Option(help: "Seed of the toys; 1.")
  var seed: UInt64?

  @Option(help: "Stop the toys at this relative Monte Carlo error, as in 2% or 0.02.")
  var precision: String?

  @Option(help: "Threads for toys; 1. No number depends on it.")
  var threads: Int?

  @Flag(help: "Compute the band of toy limits too, which takes many times longer.")
  var band = false

  @Option(
    help: "For classical, cousins-highland, bayesian: \(intervals); the upper limit unless given.")
  var interval: String?

  @Option(help: "Prior of the signal, for bayesian: \(priors); flat unless given.")
  var prior: String?

  @Option(help: "How to print the result: text for people, json for scripts.")
  var format = OutputFormat.text

  func validate() throws {
    do {
      try refuseIdle(try choices())
      _ = try toyRequest()
      if channels == nil { _ = try question() } else { try refuseSingleCount() }
    } catch let error as NumericsError {
      throw ValidationError("\(error.reason); \(error.advice)")
    }
  }

  func run(in environment: CommandEnvironment) throws {
    guard let channels else {
      let text = LimitAnswerText(try answered { try question().answer() })
      return try environment.print(text.lines, or: text.document, as: format)
    }
    let definition = try channelDefinition(channels)
    let asked = try modelled { try question(definition) }
    let text = ChannelAnswerText(try answered { try asked.answer() })
    let warnings = definition.warnings.rendered
    if !warnings.isEmpty { environment.printError(warnings) }
    try environment.print(text.lines, or: text.document, as: format)
  }

  /// A number that no counting experiment has is a matter of the file.
  private func modelled(_ ask: () throws -> ChannelQuestion) throws -> ChannelQuestion {
    do { return try ask() } catch let error as NumericsError {
      throw Refusal(.badInput, error.reason, next: error.advice)
    }
  }

  /// A background or a level that a method has no answer for is a matter of the command line.
  private func answered<Answer>(_ ask: () throws -> Answer) throws -> Answer {
    do { return try ask() } catch let error as NumericsError {
      guard error.kind == .invalidInput else { throw error }
      throw Refusal(.usage, error.reason, next: error.advice)
    }
  }
}

extension Limit {
  private func choices() throws -> LimitChoices {
    LimitChoices(
      confidence: try ConfidenceLevel(fraction(confidence, "confidence level")),
      method: try choice(method, "method", Self.methods),
      statistic: try choice(
        statistic ?? LimitStatistic.count.rawValue, "statistic", Self.statistics),
      nuisances: try choice(
        nuisances ?? LikelihoodRatioCLs.Treatment.marginalised.rawValue, "treatment of nuisances",
        Self.treatments),
      sides: try choice(interval ?? IntervalSides.upperLimit.rawValue, "interval", Self.intervals),
      prior: try choice(prior ?? SignalPrior.flat.rawValue, "prior", Self.priors))
  }

  private func question() throws -> LimitQuestion {
    guard let observed, let background else {
      throw ValidationError("give '--observed' and '--background', or '--channels FILE'")
    }
    guard observed >= 0 else { throw ValidationError("'--observed' must be zero or more") }
    return LimitQuestion(
      observed: observed,
      background: try BackgroundExpectation(
        value: background, uncertainty: backgroundUncertainty ?? 0, constraint: chosenConstraint()),
      signalScale: try signalScale(), choices: try choices())
  }

  private func question(_ definition: ChannelDefinition) throws -> ChannelQuestion {
    try ChannelQuestion(definition, choices: try choices(), toys: try toyRequest())
  }

  private func toyRequest() throws -> ToyRequest {
    try ToyRequest(
      count: toys, seed: seed ?? 1,
      precision: precision.map { try fraction($0, "precision") } ?? 0, threads: threads ?? 1,
      wantsBand: band)
  }

  private func signalScale() throws -> SignalScale {
    let constraint: SignalScale.Constraint =
      try choice(
        signalConstraint ?? SignalScale.Constraint.logNormal.rawValue, "constraint of the signal",
        Self.signalConstraints)
    guard let signalUncertainty else { return .exact }
    return try SignalScale(
      relativeUncertainty: fraction(signalUncertainty, "relative uncertainty"),
      constraint: constraint)
  }

  private func channelDefinition(_ path: String) throws -> ChannelDefinition {
    try ChannelDefinition(validating: AnalysisFile.bytes(of: path), file: path)
  }

  /// An option that would change nothing is a misunderstanding.
  private func refuseIdle(_ choices: LimitChoices) throws {
    let isRatio = choices.method == .cls && choices.statistic == .likelihoodRatio
    let repeats = isRatio || choices.method == .feldmanCousins
    let draws = mayDraw(choices) && (isRatio || toys != nil)
    let hasSides = [.classical, .cousinsHighland, .bayesian].contains(choices.method)
    let idle = [
      ("--statistic", statistic != nil && choices.method != .cls),
      ("--nuisances", nuisances != nil && choices.method != .cls),
      ("--interval", interval != nil && !hasSides && choices.sides == .central),
      ("--prior", prior != nil && choices.method != .bayesian),
      ("--toys", toys != nil && !mayDraw(choices)),
      ("--seed", seed != nil && !draws),
      ("--precision", precision != nil && !draws),
      ("--threads", threads != nil && !(draws && repeats)),
      ("--band", band && !(isRatio && channels != nil)),
      ("--signal-constraint", signalConstraint != nil && signalUncertainty == nil),
    ].filter(\.1).map(\.0)
    guard idle.isEmpty else {
      throw ValidationError("'\(idle[0])' changes nothing for this method; leave it out")
    }
  }

  /// Whether the method draws something for channels, by itself or where it is asked to.
  private func mayDraw(_ choices: LimitChoices) -> Bool {
    guard channels != nil else { return false }
    switch choices.method {
    case .cls: return choices.statistic == .likelihoodRatio || choices.nuisances == .marginalised
    case .bayesian, .cousinsHighland, .feldmanCousins: return true
    default: return false
    }
  }

  private func refuseSingleCount() throws {
    let given = [
      ("--observed", observed != nil), ("--background", background != nil),
      ("--background-uncertainty", backgroundUncertainty != nil),
      ("--constraint", constraint != nil), ("--signal-uncertainty", signalUncertainty != nil),
    ].filter(\.1).map(\.0)
    guard given.isEmpty else {
      throw ValidationError(
        "'\(given[0])' describes one count; with '--channels' it stands in the file")
    }
  }

  private func chosenConstraint() throws -> BackgroundConstraint {
    guard let constraint else {
      guard (backgroundUncertainty ?? 0) == 0 else {
        throw ValidationError(
          "an uncertainty of the background needs '--constraint': \(Self.constraints)")
      }
      return .none
    }
    let chosen: BackgroundConstraint = try choice(constraint, "constraint", Self.constraints)
    guard chosen == .none || (backgroundUncertainty ?? 0) != 0 else {
      throw ValidationError(
        "'--constraint' says what '--background-uncertainty' means; give both or none")
    }
    return chosen
  }

  private func choice<Value: RawRepresentable>(
    _ text: String, _ option: String, _ known: String
  ) throws -> Value where Value.RawValue == String {
    guard let chosen = Value(rawValue: text) else {
      throw ValidationError("unknown \(option) '\(text)'; expected \(known)")
    }
    return chosen
  }

  /// `90%`, `90 %` and `0.9` are the same; a bare number of one or more is refused.
  private func fraction(_ given: String, _ what: String) throws -> Double {
    let text = given.replacing(" ", with: "")
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), number.isFinite else {
      throw ValidationError("'\(given)' is no \(what); write it as in 90% or 0.9")
    }
    guard text.hasSuffix("%") || number < 1 else {
      throw ValidationError("'\(given)' is no \(what); write \(given)%")
    }
    return text.hasSuffix("%") ? number / 100 : number
  }

  private static let methods = LimitMethod.allCases.map(\.rawValue).joined(separator: ", ")
  private static let intervals = IntervalSides.allCases.map(\.rawValue).joined(separator: ", ")
  private static let priors = SignalPrior.allCases.map(\.rawValue).joined(separator: ", ")
  private static let statistics = LimitStatistic.allCases.map(\.rawValue).joined(separator: ", ")
  private static let treatments =
    LikelihoodRatioCLs.Treatment.allCases.map(\.rawValue).joined(separator: ", ")
  private static let signalConstraints =
    SignalScale.Constraint.allCases.map(\.rawValue).joined(separator: ", ")
  private static let constraints =
    BackgroundConstraint.allCases.map(\.rawValue).joined(separator: ", ")
}
