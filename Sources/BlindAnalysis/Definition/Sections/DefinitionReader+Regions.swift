/// Selection and regions.
extension DefinitionReader {
  mutating func selection(in fields: Fields, _ names: Names) -> [Cut] {
    var taken: Set<String> = []
    return sections("selection", in: fields).compactMap { entry in
      let name = name(in: entry, others: &taken)
      let condition = entry["require"].flatMap { expression($0, names, as: .condition) }
      guard let name, let condition else { return nil }
      return Cut(name: name, condition: condition, span: entry.place(of: "require"))
    }
  }

  /// The regions, and the names of those that could not be read.
  mutating func regions(in fields: Fields, _ names: Names) -> Regions {
    var regions = Regions()
    for entry in named("regions", in: fields) {
      guard isGoodName(entry.key, at: entry.keySpan),
        let condition = expression(entry.value, names, as: .condition)
      else {
        regions.broken.insert(entry.key)
        continue
      }
      let span = entry.value.span
      regions.all.append(Region(name: entry.key, condition: condition, span: span))
    }
    return regions
  }

  /// The region that a value names.
  mutating func region(_ key: String, in fields: Fields, _ regions: Regions) -> Placed<Region>? {
    text(key, in: fields).flatMap { region($0, regions) }
  }

  mutating func region(_ name: Placed<String>, _ regions: Regions) -> Placed<Region>? {
    if let region = regions.all.first(where: { $0.name == name.value }) {
      return Placed(value: region, span: name.span)
    }
    if !regions.broken.contains(name.value) {
      report(.unknownRegion(name.value, known: regions.names, at: name.span))
    }
    return nil
  }

  struct Regions {
    var all: [Region] = []
    /// Declared, but with a mistake.
    var broken: Set<String> = []

    /// Sorted.
    var names: [String] { (all.map(\.name) + broken).sorted() }
  }
}

extension Diagnostic {
  fileprivate static func unknownRegion(
    _ name: String, known: [String], at span: SourceSpan
  ) -> Self {
    let list = known.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    return Self(
      severity: .error, id: "unknown-region",
      message: "unknown region '\(name.prefix(80))'; "
        + (known.isEmpty ? "there are no regions" : "the regions are \(list)"),
      span: span, replacement: known.nearest(to: name))
  }
}
