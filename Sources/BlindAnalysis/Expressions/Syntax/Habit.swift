/// What people write out of habit from other languages or from typesetting.
struct Habit: Sendable {
  let written: String
  /// The symbol to go on with; nil where no symbol has the same meaning.
  let meant: Symbol?
  /// True if a symbol of ours is the beginning of what was written.
  let hidesSymbol: Bool
  private let advice: String?

  private init(
    _ written: String, _ meant: Symbol?, hidesSymbol: Bool = false, advice: String? = nil
  ) {
    (self.written, self.meant) = (written, meant)
    (self.hidesSymbol, self.advice) = (hidesSymbol, advice)
  }

  var message: String {
    "unknown operator '\(written)'; \(advice ?? "write '\(meant?.rawValue ?? "")'")"
  }

  /// Longer ones first, so that `**` is not taken for two products.
  static let all = [
    Habit("**", nil, hidesSymbol: true, advice: "write 'pow(x, 2)' for powers"),
    Habit("^", nil, advice: "write 'pow(x, 2)' for powers"),
    Habit("=", .equal), Habit("&", .and), Habit("|", .or), Habit("≤", .lessOrEqual),
    Habit("≥", .greaterOrEqual), Habit("≠", .notEqual), Habit("−", .minus), Habit("–", .minus),
    Habit("·", .times), Habit("×", .times), Habit("…", .range),
  ]
}
