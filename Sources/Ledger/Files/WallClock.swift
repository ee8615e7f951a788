import Glibc

/// Where the time comes from: the system, or a fixed answer in tests and reproductions.
public struct WallClock: Sendable {
  private let read: @Sendable () -> Timestamp

  public init(reading read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  public var now: Timestamp { read() }

  /// The system's clock.
  public static let system = WallClock { Timestamp(seconds: time(nil)) }
}
