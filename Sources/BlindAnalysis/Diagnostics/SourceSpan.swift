/// A stretch of one line of an analysis file.
public struct SourceSpan: Hashable, Sendable {
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in Unicode scalars, as YAML marks count.
  public let column: Int
  /// In Unicode scalars, one or more.
  public let length: Int

  /// Values below one are taken as one, so that a span can always be shown.
  public init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = max(1, line)
    self.column = max(1, column)
    self.length = max(1, length)
  }
}

extension SourceSpan: CustomStringConvertible {
  /// `file:line:column`, as compilers print it and editors follow it.
  public var description: String { "\(file):\(line):\(column)" }
}

extension SourceSpan: Comparable {
  /// Orders by file, then line, then column: the order in which findings are printed.
  public static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column, left.length)
      < (right.file, right.line, right.column, right.length)
  }
}
