/// Signal in a side band, which the extrapolation takes for background.
public struct DeclaredSideBandSignal: Hashable, Sendable {
  /// Signal events in the side band for each in the box, zero or more.
  public let perSignalEvent: DeclaredNumber
  public let spread: Spread

  /// Where in the side band the signal lies, which decides how much it moves the prediction.
  public enum Spread: String, Hashable, Sendable, CaseIterable {
    case likeBackground = "like background"
    /// Where one event moves the prediction most: the weakest limit.
    case worstPlace = "worst place"
  }
}
