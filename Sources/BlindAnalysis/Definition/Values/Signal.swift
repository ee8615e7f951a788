/// What turns a number of signal events into the parameter that is searched for.
///
/// Events = yield · parameter² (or · parameter) · particles on target · efficiency.
public struct Signal: Hashable, Sendable {
  public let parameter: Parameter
  /// Events per unit of the parameter (squared, if it enters so) and particle on target; above 0.
  public let yield: DeclaredNumber
  /// Above 0, at most 1.
  public let efficiency: DeclaredNumber
  /// Those of the two that are factors of backgrounds too, by their names.
  public let named: [NamedNumber]

  public struct NamedNumber: Hashable, Sendable {
    public let name: String
    public let number: DeclaredNumber
  }

  public struct Parameter: Hashable, Sendable {
    public let name: String
    public let power: Power
  }

  /// How the parameter enters the yield.
  public enum Power: String, Hashable, Sendable, CaseIterable {
    /// A coupling.
    case squared
    /// A branching ratio.
    case linear = "linearly"
  }
}
