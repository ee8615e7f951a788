/// Findings about lists of spills, and about the keys that name them.
extension Diagnostic {
  private static func error(_ id: String, _ message: String, at span: SourceSpan) -> Self {
    Self(severity: .error, id: id, message: message, span: span)
  }

  static func spillListHeader(at span: SourceSpan) -> Self {
    error(
      "spill-list-header",
      "a list of spills begins with the line 'run,spill' or 'run,first spill,last spill'", at: span)
  }

  static func spillListTooLong(at span: SourceSpan) -> Self {
    error(
      "spill-list-too-long",
      "a list of spills has at most \(SpillListReader.maximumSize >> 20) MiB; "
        + "write stretches under the header 'run,first spill,last spill'", at: span)
  }

  static func spillListEmpty(at span: SourceSpan) -> Self {
    error(
      "spill-list-empty",
      "the list names no good spill, so that no event is left; write a line for each, as in "
        + "'8501,12'", at: span)
  }

  static func spillFields(_ count: Int, expected fields: [String], at span: SourceSpan) -> Self {
    error(
      "spill-fields",
      "expected \(fields.count) fields, as in '\(fields.count == 2 ? "8501,12" : "8501,12,40")' "
        + "under the header '\(fields.joined(separator: ","))', found \(count)", at: span)
  }

  static func spillNumber(_ text: String, named name: String, at span: SourceSpan) -> Self {
    error(
      "spill-number",
      "'\(text.prefix(40))' is no \(name) number; expected digits, as in '8501'", at: span)
  }

  static func reversedSpills(_ first: Int64, _ last: Int64, at span: SourceSpan) -> Self {
    error(
      "reversed-spills",
      "the first spill, \(first), comes after the last one, \(last); write the smaller one first",
      at: span)
  }

  static func goodAndBadSpills(at span: SourceSpan) -> Self {
    error(
      "good-and-bad-spills", "'good-spills' and 'bad-spills' exclude each other; give one of them",
      at: span)
  }

  static func spillsWithoutEventID(_ branch: String, at span: SourceSpan) -> Self {
    error(
      "spills-without-event-id",
      "a list of spills needs the branches 'run' and 'spill' in 'event-id'; '\(branch)' is missing",
      at: span)
  }
}
