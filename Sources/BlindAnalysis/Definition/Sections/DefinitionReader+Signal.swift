/// Signal and limit.
extension DefinitionReader {
  mutating func signal(in fields: Fields) -> Signal? {
    guard let section = open("signal", in: fields) else { return nil }
    let parameter = parameter(in: section)
    let yield = open("yield", in: section).flatMap { declaredNumber("value", in: $0, .positive) }
    let efficiency = open("efficiency", in: section).flatMap {
      declaredNumber("value", in: $0, .efficiency)
    }
    guard let parameter, let yield, let efficiency else { return nil }
    return Signal(parameter: parameter, yield: yield, efficiency: efficiency)
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
