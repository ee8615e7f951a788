#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Turns the `files` of a data set into paths: wildcards resolved, sorted by bytes, each file once.
///
/// A pattern may hold `*`, `?` (one byte) and `[…]`, as in a shell; a relative one starts at
/// `folder`. Hidden files and folders are not matched.
/// - Returns: Paths that can be opened, with `folder` in front where the pattern is relative.
/// - Throws: `DataError` when a pattern matches no file, or two paths lead to the same file.
func expandFiles(patterns: [String], relativeTo folder: String) throws(DataError) -> [String] {
  var found: Set<String> = []
  for pattern in patterns {
    found.formUnion(try matches(of: pattern, relativeTo: folder))
  }
  let paths = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  try refuseAliases(among: paths)
  return paths
}

/// The same for files that need not be there: a pattern that leads nowhere is passed over.
func filesThere(_ patterns: [String], relativeTo folder: String) -> [String] {
  patterns.flatMap { (try? expandFiles(patterns: [$0], relativeTo: folder)) ?? [] }
}

private func matches(of pattern: String, relativeTo folder: String) throws(DataError) -> [String] {
  guard !pattern.isEmpty, !pattern.utf8.contains(0) else {
    throw DataError(.filePattern, in: pattern, "is not the name of a file")
  }
  let isRelative = !pattern.hasPrefix("/") && !folder.isEmpty
  let prefix = isRelative ? (folder.hasSuffix("/") ? folder : folder + "/") : ""
  if let status = FileStatus(path: prefix + pattern), status.isRegular { return [prefix + pattern] }
  guard pattern.contains(where: { "*?[".contains($0) }) else {
    throw DataError(
      .filePattern, in: prefix + pattern,
      FileStatus(path: prefix + pattern) == nil ? "does not exist" : "is not a regular file")
  }
  let files = try namesMatching(prefix.escapedForGlob + pattern, shownAs: prefix + pattern)
  let regular = files.filter { FileStatus(path: $0)?.isRegular == true }
  guard !regular.isEmpty else {
    throw DataError(.filePattern, in: prefix + pattern, "matches no file")
  }
  return regular
}

/// Counting events twice would be worse than stopping.
///
/// - Throws: `DataError` of kind `filePattern` when two of the paths lead to the same file.
func refuseAliases(among paths: [String]) throws(DataError) {
  var seen: [FileIdentity: String] = [:]
  for path in paths {
    guard let status = FileStatus(path: path) else { continue }
    let identity = FileIdentity(device: status.device, number: status.number)
    if let other = seen.updateValue(path, forKey: identity) {
      throw DataError(
        .filePattern, in: path,
        other == path ? "belongs to two datasets" : "is the same file as \(other.quoted)")
    }
  }
}

private struct FileIdentity: Hashable {
  let device: UInt64
  let number: UInt64
}

private func namesMatching(_ pattern: String, shownAs shown: String) throws(DataError) -> [String] {
  var result = unsafe glob_t()
  defer { unsafe globfree(&result) }
  let status = unsafe glob(pattern, GLOB_NOSORT, nil, &result)
  if status == GLOB_NOMATCH { return [] }
  guard status == 0 else {
    throw DataError(.filePattern, in: shown, "cannot be resolved: \(systemReason())")
  }
  var names: [String] = []
  let count = unsafe Int(result.gl_pathc)
  for index in 0..<count {
    guard let bytes = unsafe result.gl_pathv[index] else { continue }
    guard let name = unsafe String(validatingCString: bytes) else {
      throw DataError(.filePattern, in: shown, "matches a file whose name is not UTF-8")
    }
    names.append(name)
  }
  return names
}

extension String {
  fileprivate var escapedForGlob: String {
    reduce(into: "") { escaped, character in
      if "*?[]\\".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
  }
}
