/// A moment in UTC to the second, printed as RFC 3339 does: `2026-03-01T08:30:00Z`.
public struct Timestamp: Hashable, Sendable {
  /// Since 1970-01-01T00:00:00Z, leap seconds not counted; 0 up to the end of the year 9999.
  public let seconds: Int

  /// - Parameter seconds: Since 1970-01-01T00:00:00Z; the nearest second of the years 1970 to 9999
  ///   is taken for one outside them.
  public init(seconds: Int) {
    self.seconds = min(max(seconds, 0), Self.lastSecond)
  }

  /// Reads what ``description`` prints, and nothing else.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 else { return nil }
    let number = { (range: Range<Int>) in Int(String(decoding: bytes[range], as: UTF8.self)) ?? 0 }
    let day = Self.day(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    let second = number(11..<13) * 3600 + number(14..<16) * 60 + number(17..<19)
    self.init(seconds: day * Self.secondsPerDay + second)
    // Signs, wrong separators, month 13 and 30 February all print differently from what was read.
    guard description.utf8.elementsEqual(bytes) else { return nil }
  }

  /// The last second of the year 9999, later than every entry.
  public static let latest = Timestamp(seconds: lastSecond)

  private static let secondsPerDay = 86_400
  private static let lastSecond = 253_402_300_799

  /// Days from 1970-01-01 to a date of the Gregorian calendar, by counting from a 1 March, so that
  /// the leap day is the last of its year: H. Hinnant, "chrono-compatible low-level date
  /// algorithms", `days_from_civil`.
  private static func day(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
      - 719_468
  }

  /// The inverse, `civil_from_days` there.
  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

extension Timestamp: Comparable {
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }
}

extension Timestamp: CustomStringConvertible {
  public var description: String {
    let (day, second) = seconds.quotientAndRemainder(dividingBy: Self.secondsPerDay)
    let date = Self.date(ofDay: day)
    let time = [second / 3600, second / 60 % 60, second % 60]
    return Self.digits(date.year, count: 4) + "-" + Self.digits(date.month) + "-"
      + Self.digits(date.day) + "T" + time.map { Self.digits($0) }.joined(separator: ":") + "Z"
  }

  private static func digits(_ value: Int, count: Int = 2) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
