/// Backgrounds that follow the same names, as one yield of a likelihood.
public struct BackgroundPart: Hashable, Sendable {
  /// Events, above zero.
  public let value: Double
  /// By the order of the names.
  public let effects: [Effect]
  /// Everything that no name stands for, one standard deviation in events.
  public let rest: Double

  /// A named factor that moves the part by κ for one standard deviation of it.
  public struct Effect: Hashable, Sendable {
    public let name: String
    /// Above zero; below one where the part falls as the factor rises.
    public let kappa: Double
  }

  /// What is left of it in a share of the events.
  public func scaled(by share: Double) -> BackgroundPart {
    BackgroundPart(value: value * share, effects: effects, rest: rest * share)
  }
}

extension BackgroundTable {
  /// The sum in parts, so that what some names do to it can be told from the rest.
  ///
  /// Lines that depend on the same of these names are one part. A name that is not among them, yet
  /// moves more than one part, is told as well, so that the parts stay correlated; any other is in the
  /// rest. Exact for products of log-normal factors; otherwise a factor acts by its 84.13 % quantile.
  /// What is nominally zero belongs to the rest of the largest part.
  /// - Parameter names: Of factors, such as those that the signal depends on too.
  /// - Returns: Nothing for a total of zero.
  public func parts(following names: Set<String>) -> [BackgroundPart] {
    let added = lines.filter { $0.added != nil }
    let nominal = added.filter { ($0.added?.value ?? 0) > 0 }
    var groups: [(key: Set<String>, lines: [BackgroundEstimate])] = []
    for line in nominal {
      let key = line.dependencies.intersection(names)
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].lines.append(line)
      } else {
        groups.append((key, [line]))
      }
    }
    let told = names.union(Self.common(groups.map(\.lines)))
    let sizes = groups.map { $0.lines.compactMap { $0.added?.value }.reduce(0, +) }
    let largest = sizes.indices.max { sizes[$0] < sizes[$1] }
    let zeros = added.filter { ($0.added?.value ?? 0) == 0 }
    return groups.indices.map {
      BackgroundPart(groups[$0].lines, telling: told, besides: $0 == largest ? zeros : [])
    }
  }

  /// Names in more than one of the groups.
  private static func common(_ groups: [[BackgroundEstimate]]) -> Set<String> {
    var (seen, common) = (Set<String>(), Set<String>())
    for group in groups {
      let names = group.reduce(into: Set<String>()) { $0.formUnion($1.dependencies) }
      common.formUnion(names.intersection(seen))
      seen.formUnion(names)
    }
    return common
  }
}

extension BackgroundPart {
  fileprivate init(
    _ lines: [BackgroundEstimate], telling names: Set<String>, besides zeros: [BackgroundEstimate]
  ) {
    let value = lines.compactMap { $0.added?.value }.sorted().reduce(0, +)
    self.value = value
    effects = names.sorted().compactMap { name in
      let impacts = lines.flatMap { $0.propagation?.impacts ?? [] }.filter {
        $0.factor.name == name
      }
      let up = impacts.map(\.up).reduce(0, +) / value
      guard impacts.contains(where: { $0.deviation != 0 }) else { return nil }
      // A factor that would take nearly everything away acts by its slope.
      let slope = impacts.map(\.deviation).reduce(0, +) / value
      return Effect(name: name, kappa: up > -0.9 ? 1 + up : exp(slope))
    }
    rest = Expectation(lines.map { $0.without(names) } + zeros).uncertainty
  }
}

extension BackgroundEstimate {
  /// The names of the uncertain factors that move it.
  fileprivate var dependencies: Set<String> {
    Set(propagation?.impacts.filter { $0.deviation != 0 }.map(\.factor.name) ?? [])
  }

  /// With the factors of some names taken as exact.
  fileprivate func without(_ names: Set<String>) -> Self {
    guard let propagation else { return self }
    let kept = propagation.impacts.filter { !names.contains($0.factor.name) }
    let reduced = Propagation(
      name: propagation.name, value: propagation.value, mean: propagation.mean,
      statistical: kept.quadrature(.statistical), systematic: kept.quadrature(.systematic),
      impacts: kept)
    return BackgroundEstimate(
      name: name, amount: amount, method: method, source: source, propagation: reduced)
  }
}
