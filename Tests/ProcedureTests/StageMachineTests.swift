import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// Invariant I3 for stages: two of them in one ledger, in every order of their steps.
@Suite("The state machines of two stages") struct StageMachineTests {
  private struct Told {
    let name: String
    let freeze: FreezeRecord
    /// From the estimate to the result.
    let steps: [ProcedureEvent]
  }

  private static func told(_ stage: String) throws -> Told {
    let signal = try AnalysisDefinition(
      validating: StagedSample.text(), file: "staged.yaml")
    let definition = try #require(signal.stage(named: stage))
    let folder = try TemporaryFolder()
    let project = SampleProject(definition, in: try folder.project, estimate: .sample(stage))
    let freeze = try project.freezeRecord()
    let signOff = SignOffRecord(
      analysis: definition.name, freeze: freeze.digest, statement: .sample("text"), signer: "alice",
      method: .typed)
    return Told(
      name: definition.name, freeze: freeze,
      steps: [
        .estimate(project.estimateRecord), .freeze(freeze), .signOff(signOff),
        .unblindBegin(freeze: freeze.digest),
        .unblindEnd(freeze: freeze.digest, result: .sample("result of \(stage)")),
      ])
  }

  /// Everything that can be told of two stages, the first one's steps marked true.
  private static func orders(_ first: Int, _ second: Int) -> [[Bool]] {
    guard first > 0, second > 0 else {
      return [Array(repeating: first > 0, count: first + second)]
    }
    return orders(first - 1, second).map { [true] + $0 }
      + orders(first, second - 1).map { [false] + $0 }
  }

  @Test("each goes its way whatever the other does, in all 252 orders")
  func interleaved() throws {
    let (burn, signal) = (try Self.told("burn"), try Self.told("signal"))
    let orders = Self.orders(burn.steps.count, signal.steps.count)
    #expect(orders.count == 252)
    for order in orders {
      var histories = [burn, signal].map { AnalysisHistory(of: $0.name) }
      var left = [burn.steps[...], signal.steps[...]]
      for isFirst in order {
        let index = isFirst ? 0 : 1
        let event = left[index].removeFirst()
        let other = histories[1 - index].stage(for: [burn, signal][1 - index].freeze.definition)
        let isTaken = histories[index].apply(event)
        #expect(isTaken)
        let after = histories[1 - index].stage(for: [burn, signal][1 - index].freeze.definition)
        #expect(other == after)
      }
      #expect(histories[0].result == .sample("result of burn"))
      #expect(histories[1].result == .sample("result of signal"))
    }
  }

  @Test("no step of one is a step of the other: neither freeze, nor sign-off, nor opening")
  func strangers() throws {
    let (burn, signal) = (try Self.told("burn"), try Self.told("signal"))
    for (mine, other) in [(burn, signal), (signal, burn)] {
      var history = AnalysisHistory(of: mine.name)
      for step in mine.steps {
        for strange in other.steps.dropFirst() {
          var tried = history
          let isTaken = tried.apply(strange)
          #expect(!isTaken, "\(strange.kind) of \(other.name) in \(mine.name)")
        }
        let isTaken = history.apply(step)
        #expect(isTaken)
      }
    }
  }
}
