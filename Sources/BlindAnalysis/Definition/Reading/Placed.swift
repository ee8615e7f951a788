/// A value with the place that findings about it point at.
struct Placed<Value: Sendable>: Sendable {
  let value: Value
  let span: SourceSpan
}

extension Placed: Equatable where Value: Equatable {}
