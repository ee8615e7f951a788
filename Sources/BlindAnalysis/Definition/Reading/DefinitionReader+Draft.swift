extension DefinitionReader {
  /// The whole file. Each part is read whatever the others are like, so that all findings appear.
  mutating func draft(_ root: YAMLNode) -> DefinitionDraft? {
    guard let fields = open(root, as: Grammar.analysisFile) else { return nil }
    checkFormatVersion(in: fields)
    let name = analysisName(in: fields)
    let title = text("title", in: fields)
    let beam = beam(in: fields)
    let datasets = datasets(in: fields)
    let names = names(in: fields)
    checkTruth(of: datasets, isNotIn: names)
    let selection = selection(in: fields, names)
    let regions = regions(in: fields, names)
    let blind = blind(in: fields, names, regions)
    let context = BackgroundContext(
      names: names, regions: regions, signal: blind?.signal, beam: beam,
      datasets: datasets.map(\.name))
    let backgrounds = backgrounds(in: fields, context)
    let signal = signal(in: fields)
    let limit = limit(in: fields)
    let seen = seen(in: fields)
    let procedure = procedure(in: fields)
    let signOff = signOff(in: fields)
    let stages = stages(in: fields, datasets, context, mask: blind?.mask)
    checkSimulationStandsAlone(datasets, apartFrom: stages)
    guard let name, let title, let beam, let blind, let signalRegion = blind.signal,
      let mask = blind.mask, let limit, let signOff
    else { return nil }
    let draft = DefinitionDraft(
      name: name, title: title.value, beam: beam, datasets: datasets, names: names,
      selection: selection, regions: regions.all, signalRegion: signalRegion, mask: mask,
      backgrounds: backgrounds, signal: signal, limit: limit, seen: seen, procedure: procedure,
      signOff: signOff, stages: stages)
    return draft.isComplete(for: fields) ? draft : nil
  }
}

extension DefinitionDraft {
  /// Whether every entry of the file has become a value.
  fileprivate func isComplete(for fields: Fields) -> Bool {
    let counts = [
      "data": datasets.count, "columns": names.columns.count, "derived": names.derived.count,
      "seen": seen.count, "selection": selection.count, "regions": regions.count,
      "backgrounds": backgrounds.count,
      "procedure": procedure.count, "stages": stages.count,
    ]
    return counts.allSatisfy { fields.count(of: $0) == $1 }
      && (signal != nil) == (fields["signal"] != nil)
  }
}
