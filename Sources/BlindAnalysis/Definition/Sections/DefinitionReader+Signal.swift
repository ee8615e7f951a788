/// Signal and limit.
extension DefinitionReader {
  mutating func signal(in fields: Fields) -> Signal? {
    guard let section = open("signal", in: fields) else { return nil }
    let parameter = parameter(in: section)
    let yield = signalNumber("yield", in: section, .positive)
    let efficiency = signalNumber("efficiency", in: section, .efficiency)
    guard let parameter, let yield, let efficiency else { return nil }
    return Signal(
      parameter: parameter, yield: yield.number, efficiency: efficiency.number,
      named: [yield, efficiency].compactMap { part in
        part.name.map { Signal.NamedNumber(name: $0, number: part.number) }
      })
  }

  /// A number of the signal, which may have the name of a factor of the backgrounds.
  private mutating func signalNumber(
    _ key: String, in section: Fields, _ bound: Bound
  ) -> (number: DeclaredNumber, name: String?)? {
    guard let fields = open(key, in: section) else { return nil }
    let name = text("name", in: fields)
    let isWrong = name.map { !isGoodName($0.value, at: $0.span) } ?? (fields["name"] != nil)
    guard let number = declaredNumber("value", in: fields, bound), !isWrong else { return nil }
    return (number, name?.value)
  }

  private mutating func parameter(in section: Fields) -> Signal.Parameter? {
    guard let fields = open("parameter", in: section) else { return nil }
    let name = text("name", in: fields)
    let power: Signal.Power? = choice("enters", in: fields)
    guard let name, isGoodName(name.value, at: name.span), let power else { return nil }
    return Signal.Parameter(name: name.value, power: power)
  }

  mutating func limit(in fields: Fields) -> LimitSettings? {
    guard let section = open("limit", in: fields) else { return nil }
    let confidence = number("confidence", in: section, .confidence)
    let method: LimitSettings.Method? = choice("method", in: section)
    let statistic: LimitSettings.Statistic? = choice("statistic", in: section)
    let prior: LimitSettings.BackgroundPrior? = choice("background prior", in: section)
    let upperLimits: LimitSettings.UpperLimits? =
      section["upper limits"] == nil ? .listed : choice("upper limits", in: section)
    guard let confidence, let method, let statistic, let prior, let upperLimits else { return nil }
    return LimitSettings(
      confidence: confidence, method: method, statistic: statistic, backgroundPrior: prior,
      upperLimits: upperLimits)
  }
}
