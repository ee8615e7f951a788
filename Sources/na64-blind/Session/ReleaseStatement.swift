import BlindAnalysis
import Ledger
import Report

/// What a member sees before releasing a share, and types to do it.
struct ReleaseStatement {
  let lines: [String]
  let phrase: String

  /// - Throws: ``Refusal`` if the request is not about the analysis as it stands in the ledger.
  init(
    of request: ReleaseRequest, in journal: AnalysisJournal, for definition: AnalysisDefinition
  ) throws {
    phrase = "release \(definition.name) \(request.digest.short)"
    switch request.purpose {
    case .unblind:
      guard let freeze = journal.history.freeze, freeze.definition == definition.digest,
        request.terms == ReleasePost.terms(of: freeze)
      else {
        throw Refusal(
          .signOffInvalid, "the request is not about the analysis as it is frozen",
          next: "na64-blind status FILE")
      }
      guard freeze.sealed.map(\.vault) == request.vaults else {
        throw Refusal(
          .dataChanged, "the request is not about the vaults that the analysis was frozen with",
          next: "restore the vaults that the analysis was frozen with")
      }
      lines =
        Statement(of: freeze).lines.dropLast(freeze.quorum.isTyped ? 3 : 2)
        + [
          "I have seen the estimate above and agree that my share is used to open "
            + "\(definition.stage.box)",
          "once, for this definition, these data and this program.",
        ] + Self.stages(of: definition) + Self.ending(phrase)
    case .reshare:
      lines =
        [
          "A release of your share is asked for, to seal the same rows anew for:",
          "  " + Self.text(request.terms["members"]?.array ?? []),
          "  \(request.terms["required"]?.integer ?? 0) of them open the new vault together",
          "  escrow: " + (request.terms["escrow"]?.string?.printable ?? "nobody"),
          "Nothing is counted and nothing is shown. The vault as it is keeps its present members.",
        ] + Self.ending(phrase)
    }
  }

  /// Nothing for data with one key for everything.
  private static func stages(of definition: AnalysisDefinition) -> [String] {
    let others = definition.sealedStages.names.filter { $0 != definition.stage.name }
    guard !others.isEmpty else { return [] }
    return [
      "It is of use for '\(definition.stage.name)' alone: the rows of "
        + others.map { "'\($0)'" }.joined(separator: ", ") + " have other keys."
    ]
  }

  private static func text(_ members: [CanonicalValue]) -> String {
    members.compactMap { $0.string?.printable }.joined(separator: "\n  ")
  }

  private static func ending(_ phrase: String) -> [String] { ["To release it, type:", phrase] }
}

/// What is printed when releases are asked for.
struct ReleaseRequestText {
  let lines: [String]
  let document: CanonicalValue

  init(_ request: ReleaseRequest, file: String, of analysis: OpenedAnalysis) throws {
    let post = ReleasePost(of: analysis, for: request.purpose)
    document = request.value
    let hasStages = analysis.definition.sealedStages.names.count > 1
    let compartments = hasStages ? ", for " + request.stages.joined(separator: ", ") : ""
    let next =
      request.purpose == .unblind
      ? "na64-blind unblind \(file) --sign-off"
      : "na64-blind vault reshare \(file) --into FOLDER"
    lines =
      [
        "Request \(request.digest.short) for \(request.purpose.rawValue), in \(post.requestPath)"
      ]
      + request.vaults.map { "  vault \($0.identifier.prefix(8))" + compartments }
      + [
        "Each member now: na64-blind release \(file) --key KEYFILE"
          + (request.purpose == .reshare ? " --reshare" : ""),
        "Releases go to \(post.releaseFolder)/; then: \(next)",
      ]
  }
}
