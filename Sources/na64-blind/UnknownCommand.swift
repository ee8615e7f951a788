import ArgumentParser
import BlindAnalysis
import Ledger

/// The command that was meant by words that name none.
struct UnknownCommand {
  private let words: [String]
  private let root: CommandConfiguration

  /// - Returns: Nil if the words name a command.
  init?(_ words: [String], of root: any ParsableCommand.Type) {
    (self.words, self.root) = (words, root.configuration)
    guard let first = words.first, !first.hasPrefix("-"), first != "help" else { return nil }
    guard let command = self.root.subcommand(first) else { return }
    let isGroup = !command.configuration.subcommands.isEmpty
    guard isGroup, words.count > 1, !words[1].hasPrefix("-"), words[1] != "help",
      command.configuration.subcommand(words[1]) == nil
    else { return nil }
  }

  /// - Returns: What is wrong, with what to type next.
  var refusal: Refusal {
    let group = root.subcommand(words[0])
    let name = group == nil ? words[0] : "\(words[0]) \(words[1])"
    return Refusal(
      .usage, "there is no command '\(name.printable)'",
      next: meant.map { (["na64-blind"] + $0.map(\.shellWord)).joined(separator: " ") }
        ?? "na64-blind \(group == nil ? "" : "\(words[0]) ")--help lists them")
  }

  /// The same words with what is near or in another order; nil if nothing is.
  private var meant: [String]? {
    if let group = root.subcommand(words[0])?.configuration {
      return group.meant(Array(words.dropFirst())).map { [words[0]] + $0 }
    }
    return root.meant(words) ?? ofGroups ?? analysisFirst
  }

  /// A verb of a group without its group, as in `verify` for `ledger verify`.
  private var ofGroups: [String]? {
    let groups = root.subcommands.filter { $0.configuration.subcommand(words[0]) != nil }
    guard groups.count == 1, let group = groups.first else { return nil }
    return [group.word] + words
  }

  /// An analysis file in the place of the command.
  private var analysisFirst: [String]? {
    guard words.count == 1, words[0].hasSuffix(".yaml") || words[0].hasSuffix(".yml") else {
      return nil
    }
    return ["status", words[0]]
  }
}

extension CommandConfiguration {
  fileprivate func subcommand(_ word: String) -> (any ParsableCommand.Type)? {
    subcommands.first { $0.word == word }
  }

  /// Words of which the first is a subcommand that was misspelt, or the second one that was meant
  /// to be the first.
  fileprivate func meant(_ words: [String]) -> [String]? {
    if words.count > 1, subcommand(words[1]) != nil {
      return [words[1], words[0]] + words.dropFirst(2)
    }
    return subcommands.map { $0.word }.nearest(to: words[0]).map { [$0] + words.dropFirst() }
  }
}

extension ParsableCommand {
  /// As it is typed.
  fileprivate static var word: String {
    configuration.commandName ?? "\(Self.self)".lowercased()
  }
}
