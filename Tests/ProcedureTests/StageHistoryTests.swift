import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

/// Which earlier openings bind a stage: those that showed an event of its own.
@Suite("Openings of other stages") struct StageHistoryTests {
  /// What an opening shows is apart from what another definition opens.
  private func isApart(
    _ opened: String, _ definition: String,
    _ before: String = StagedSample.stages, _ after: String = StagedSample.stages
  ) throws -> Bool {
    let first = try AnalysisDefinition(
      validating: StagedSample.text(before), file: "a.yaml")
    let second = try AnalysisDefinition(
      validating: StagedSample.text(after), file: "a.yaml")
    let earlier = try #require(first.stage(named: opened))
    let shown = try #require(OpenedEvents(of: earlier))
    let reread = try OpenedEvents(reading: shown.canonical)
    #expect(reread == shown)
    let later = try #require(second.stage(named: definition))
    return reread.sharesNothing(with: later)
  }

  @Test("the stages of one file share no event", arguments: ["burn", "slice"])
  func oneFile(name: String) throws {
    for other in ["burn", "slice", "signal"] where other != name {
      #expect(try isApart(name, other), "\(name), \(other)")
    }
    #expect(try !isApart(name, name))
  }

  @Test("a burn sample that was opened larger than the file says now reaches into the signal")
  func otherFraction() throws {
    let larger = StagedSample.stages.replacing("20 %", with: "21 %")
    #expect(try !isApart("burn", "signal", larger))
    #expect(try isApart("burn", "signal", StagedSample.stages, larger))
  }

  @Test("a validation region binds a box that reaches into it later")
  func largerBox() throws {
    let before = try AnalysisDefinition(
      validating: StagedSample.text(), file: "a.yaml")
    let slice = try #require(before.stage(named: "slice"))
    let shown = try #require(OpenedEvents(of: slice))
    for (edge, isApart) in [("42", true), ("41", true), ("\(42.0.nextUp)", false), ("44", false)] {
      let text = StagedSample.text("")
        .replacing("signal box: E_ECAL < 42 GeV", with: "signal box: E_ECAL < \(edge) GeV")
      let after = try AnalysisDefinition(validating: text, file: "a.yaml")
      #expect(shown.sharesNothing(with: after) == isApart, "\(edge)")
    }
  }

  @Test("a file without its burn sample is bound by the one that was opened")
  func burnLeftOut() throws {
    let bare = StagedSample.stages.split(separator: "\n")
      .filter { !$0.contains("burn") }.joined(separator: "\n")
    #expect(try !isApart("burn", "signal", StagedSample.stages, bare))
  }
}

/// The names of stages in the ledger.
@Suite("Names of stages") struct StageNameTests {
  @Test("come back as they were, and belong to one analysis", arguments: ["a", "a/burn", "a/b.c"])
  func roundTrip(text: String) {
    #expect(StageName(text).description == text)
    #expect(StageName(text).analysis == "a")
    #expect(!StageName(text).isBeside(StageName(text)))
    #expect(StageName("a/x").isBeside(StageName(text)))
    #expect(!StageName("ab").isBeside(StageName(text)))
  }
}
