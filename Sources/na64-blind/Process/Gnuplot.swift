import BlindAnalysis

extension CommandEnvironment {
  /// Runs gnuplot without the user's settings, so that one script gives one picture.
  static let gnuplot: @Sendable (_ script: String) throws -> [UInt8]? = { script in
    do {
      guard let bytes = try ChildProcess.filter(["gnuplot", "-d"], script, limit: 64 << 20) else {
        throw Refusal(
          .internalError, "gnuplot did not draw a figure", next: "gnuplot -d FIGURE.gp says why")
      }
      return bytes
    } catch is ChildProcess.Missing {
      return nil
    }
  }
}
