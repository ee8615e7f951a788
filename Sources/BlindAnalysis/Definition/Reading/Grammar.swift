/// The keys of an analysis file: what the reader accepts, in one table.
///
/// `analyses/schema.json` says the same to editors; a test compares the two.
enum Grammar {
  /// What may stand behind a key.
  indirect enum Shape: Sendable {
    /// One line of text, or several lines that are folded into one.
    case text
    case choice([String], later: [String] = [])
    case integer(ClosedRange<Int>)
    /// A number with a unit, as in `50 GeV`; plain numbers may stand without quotes.
    case quantity
    case range
    case expression
    case list(Shape, ClosedRange<Int>)
    /// Names that the author chooses, each with a value of this shape.
    case named(Shape, ClosedRange<Int>)
    case section(Section)
    /// One of several sections, told apart by the value of a key.
    case variants(key: String, [(value: String, section: Section)], later: [String])
  }

  /// A mapping with fixed keys.
  struct Section: Sendable {
    /// With its article, for messages.
    let name: String
    let keys: [Key]
    /// Keys that are known, will mean something, and do not yet.
    var later: [String] = []

    func key(_ name: String) -> Key? { keys.first { $0.name == name } }

    func with(_ key: Key) -> Section { Section(name: name, keys: keys + [key], later: later) }
  }

  struct Key: Sendable {
    enum Presence: Sendable {
      case required
      /// Its absence is worth a warning.
      case expected
      case optional
    }

    let name: String
    let presence: Presence
    let shape: Shape

    static func required(_ name: String, _ shape: Shape) -> Key {
      Key(name: name, presence: .required, shape: shape)
    }
    static func expected(_ name: String, _ shape: Shape) -> Key {
      Key(name: name, presence: .expected, shape: shape)
    }
    static func optional(_ name: String, _ shape: Shape) -> Key {
      Key(name: name, presence: .optional, shape: shape)
    }
  }

  /// The value of `na64-blind`; raised when old files would mean something else.
  static let formatVersion = 1

  /// The most entries of any list or mapping.
  static let most = 1_000
}
