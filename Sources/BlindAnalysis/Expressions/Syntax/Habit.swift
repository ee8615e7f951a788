/// What people write out of habit from other languages or from typesetting.
struct Habit: Sendable {
  let written: String
  /// The symbol of ours to go on with.
  let meant: Symbol

  private init(_ written: String, _ meant: Symbol) {
    (self.written, self.meant) = (written, meant)
  }

  var message: String { "unknown operator '\(written)'; write '\(meant.rawValue)'" }

  static let all = [
    Habit("=", .equal), Habit("&", .and), Habit("|", .or), Habit("≤", .lessOrEqual),
    Habit("≥", .greaterOrEqual), Habit("≠", .notEqual), Habit("−", .minus), Habit("–", .minus),
    Habit("·", .times), Habit("×", .times), Habit("…", .range),
  ]
}
