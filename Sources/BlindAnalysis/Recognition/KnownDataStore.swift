import Ledger

/// Where records of known data are kept outside of projects: beside the data files, and in the
/// user's registry.
///
/// A record that cannot be read is an error, since it may hold a blind region; a place that cannot
/// be written to is passed over, since data often lie where nobody may write.
public struct KnownDataStore: Sendable {
  /// The folder of the registry; nil for none.
  private let registry: String?

  private static let suffix = ".known.json"
  private static let mostRecords = 10_000

  public init(registry: String?) { self.registry = registry }

  // MARK: Reading

  /// All records of the registry, by their names.
  ///
  /// - Throws: ``Refusal`` with the ledger's status for one that cannot be read.
  public func registered() throws -> [KnownData] {
    guard let registry, let folder = try folder(at: registry) else { return [] }
    return try reading(registry) {
      try folder.names(limit: Self.mostRecords).filter { $0.hasSuffix(Self.suffix) }.map {
        try KnownData(reading: folder.read($0, limit: KnownData.sizeLimit))
      }
    }
  }

  /// The records beside some files.
  ///
  /// - Parameter files: Absolute places.
  /// - Throws: ``Refusal`` with the ledger's status for one that cannot be read.
  public func beside(_ files: [String]) throws -> [KnownData] {
    try files.compactMap { file in
      let (path, name) = Self.sidecar(of: file)
      guard let folder = try folder(at: path) else { return nil }
      return try reading("\(path)/\(name)") {
        try folder.readIfPresent(name, limit: KnownData.sizeLimit).map(KnownData.init(reading:))
      }
    }
  }

  /// Whether a record lies beside a file: it holds data, of which something may be blind.
  ///
  /// - Parameter file: Absolute place, without links.
  public static func isData(_ file: String) -> Bool {
    let (path, name) = sidecar(of: file)
    return (try? ProjectFolder(at: path).read(name, limit: KnownData.sizeLimit)) != nil
  }

  /// A folder that is there and may be looked at.
  private func folder(at path: String) throws -> ProjectFolder? {
    do throws(StorageError) {
      return try ProjectFolder(at: path)
    } catch {
      guard error.reason == .missing else { throw Self.refusal(path, error.description) }
      return nil
    }
  }

  private func reading<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as StorageError {
      throw Self.refusal(path, error.description)
    } catch let error as Refusal {
      throw Self.refusal(path, error.message)
    }
  }

  private static func refusal(_ path: String, _ reason: String) -> Refusal {
    Refusal(
      .ledgerInvalid,
      "cannot tell what was declared blind for these data: '\(path.printable)': \(reason)",
      next: "restore that record; it keeps what others declared blind")
  }

  // MARK: Writing

  /// Adds what is known now to the records beside the files and in the registry, as far as these
  /// can be written to.
  public func remember(_ data: KnownData) {
    if let registry { try? remember(data, in: registry) }
    for file in data.files { try? remember(data.withoutSketch, beside: file) }
  }

  private func remember(_ data: KnownData, in registry: String) throws {
    let folder = try ProjectFolder.making(registry)
    try update("\(data.name.prefix(32))\(Self.suffix)", in: folder, with: data)
  }

  private func remember(_ data: KnownData, beside file: String) throws {
    let (path, name) = Self.sidecar(of: file)
    try update(name, in: try ProjectFolder(at: path), with: data)
  }

  /// Reads again what it has written: somebody else may have written in between.
  private func update(_ name: String, in folder: ProjectFolder, with data: KnownData) throws {
    for _ in 0..<10 {
      let old = try folder.readIfPresent(name, limit: KnownData.sizeLimit)
        .map(KnownData.init(reading:))
      var merged = old ?? data
      merged.merge(data)
      guard merged != old else { return }
      try folder.replace(name, with: try merged.bytes())
    }
  }

  /// A hidden file, so that no pattern of data files can match it.
  private static func sidecar(of file: String) -> (folder: String, name: String) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    return (folder.isEmpty ? "/" : folder, ".\(parts.last ?? "").na64-blind")
  }
}
