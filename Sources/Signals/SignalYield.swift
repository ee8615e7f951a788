/// How many signal events a coupling gives, and back.
///
/// `N = N_OT · Y · ε · c²` for a coupling `c` that enters squared, `N = N_OT · Y · ε · B` for a
/// branching ratio `B`; `Y` counts events per coupling² (or per unit of the ratio) per particle on
/// target, `ε` is the efficiency of the selection.
/// Neglects any dependence of `Y` on the coupling itself (widths, decays inside the target).
public struct SignalYield: Hashable, Sendable {
  public enum Entering: String, Hashable, Sendable {
    case squared, linearly
  }

  /// Name of the parameter, as in `epsilon`.
  public let parameter: String
  public let entering: Entering
  /// Expected signal events for a parameter of one; above zero.
  public let eventsPerUnit: Double
  /// Relative uncertainty of ``eventsPerUnit``: exposure, yield and efficiency in quadrature.
  public let relativeUncertainty: Double
  /// What of the product has a name, under which a background may depend on it too.
  public let named: [NamedNumber]

  /// A number with a log-normal uncertainty, κ = 1 + uncertainty/value.
  public struct NamedNumber: Hashable, Sendable {
    public let name: String
    /// Above zero.
    public let value: Double
    public let uncertainty: Double
    public var relative: Double { uncertainty / value }

    public init(name: String, value: Double, uncertainty: Double) {
      (self.name, self.value, self.uncertainty) = (name, value, uncertainty)
    }
  }

  public init(
    parameter: String, entering: Entering, eventsPerUnit: Double, relativeUncertainty: Double,
    named: [NamedNumber]
  ) {
    (self.parameter, self.entering) = (parameter, entering)
    (self.eventsPerUnit, self.relativeUncertainty) = (eventsPerUnit, relativeUncertainty)
    self.named = named
  }

  /// What is left of it in a share of the events.
  public func scaled(by share: Double) -> SignalYield {
    SignalYield(
      parameter: parameter, entering: entering, eventsPerUnit: eventsPerUnit * share,
      relativeUncertainty: relativeUncertainty, named: named)
  }

  /// The parameter at which `events` signal events are expected; `events` zero or more.
  public func parameterValue(forEvents events: Double) -> Double {
    switch entering {
    case .squared: (events / eventsPerUnit).squareRoot()
    case .linearly: events / eventsPerUnit
    }
  }

  /// With one more independent relative uncertainty.
  public func with(relativeUncertainty more: Double) -> Self {
    Self(
      parameter: parameter, entering: entering, eventsPerUnit: eventsPerUnit,
      relativeUncertainty: (relativeUncertainty * relativeUncertainty + more * more).squareRoot(),
      named: named)
  }
}
