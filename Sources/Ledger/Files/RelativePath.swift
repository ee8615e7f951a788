/// A path inside the project, cut into names that cannot lead out of it.
struct RelativePath {
  let text: String
  /// The folders on the way, outermost first.
  let folders: [String]
  /// The file or folder itself.
  let name: String

  init(_ text: String, for operation: StorageError.Operation) throws(StorageError) {
    let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = names.last, names.allSatisfy(Self.isPlain) else {
      throw StorageError(operation: operation, path: text, reason: .notARelativePath)
    }
    (self.text, self.name, folders) = (text, name, names.dropLast())
  }

  private static func isPlain(_ name: String) -> Bool {
    name != "" && name != "." && name != ".." && name.utf8.count <= 255
      && !name.utf8.contains(0)
  }
}
