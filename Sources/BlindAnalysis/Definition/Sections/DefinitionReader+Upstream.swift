/// Upstream interactions: the material, what happens in it and what notices.
extension DefinitionReader {
  mutating func upstream(
    _ fields: Fields, named name: String, _ context: BackgroundContext
  ) -> DeclaredUpstream? {
    let layers = layers(in: fields)
    let process = process(in: fields, named: name, context)
    let emission = open("emission", in: fields).flatMap { self.emission($0) }
    let escape = open("escape", in: fields).flatMap { escapes($0) }
    let vetoMiss = inputFactor("veto miss", in: fields, named: name, context)
    let scale = inputFactor("material scale", in: fields, named: name, context)
    let onTarget = inputFactor("on target", in: fields, named: name, context)
    let corrections = factors("corrections", in: fields, context)
    let comparison = comparison(in: fields)
    if let emission, let escape { checkAngles(emission, escape, fields) }
    if let escape { checkPositions(layers, escape, fields) }
    guard layers.count == fields.count(of: "layers"), !layers.isEmpty, let process, let emission,
      let escape, let vetoMiss, (scale != nil) == (fields["material scale"] != nil),
      (onTarget != nil) == (fields["on target"] != nil),
      corrections.count == fields.count(of: "corrections"),
      (comparison != nil) == (fields["compare with"] != nil)
    else { return nil }
    return DeclaredUpstream(
      layers: layers, process: process, emission: emission, escape: escape, vetoMiss: vetoMiss,
      materialScale: scale, onTarget: onTarget, corrections: corrections, comparison: comparison)
  }

  // MARK: The material

  private mutating func layers(in fields: Fields) -> [DeclaredLayer] {
    var names: Set<String> = []
    return sections("layers", in: fields).compactMap { layer($0, &names) }
  }

  private mutating func layer(_ fields: Fields, _ names: inout Set<String>) -> DeclaredLayer? {
    let name = name(in: fields, others: &names)
    let thickness = number("thickness", in: fields, as: .length, .positive)
    let position = quantity("position", in: fields, as: .length)?.value.value
    let material = material(in: fields)
    guard let name, let thickness, let position, let material else { return nil }
    return DeclaredLayer(
      name: name, material: material, thickness: thickness, position: position)
  }

  private mutating func material(in fields: Fields) -> DeclaredLayer.Material? {
    let own = ["density", "radiation length", "interaction length"]
    let given = own.filter { fields[$0] != nil }
    guard let name = text("material", in: fields), isGoodName(name.value, at: name.span) else {
      return nil
    }
    guard !given.isEmpty else {
      return knownMaterial(name)
    }
    for key in own where fields[key] == nil {
      report(.missingKey(key, of: "a material of its own", at: fields.span))
    }
    if fields["source"] == nil {
      report(.missingExpected("source", of: "a material of its own", at: fields.span))
    }
    let density = number("density", in: fields, .positive)
    let radiation = number("radiation length", in: fields, as: .length, .positive)
    let interaction = number("interaction length", in: fields, as: .length, .positive)
    guard let density, let radiation, let interaction else { return nil }
    return .declared(
      name.value, density: density, radiationLength: radiation, interactionLength: interaction,
      source: text("source", in: fields)?.value)
  }

  private mutating func knownMaterial(_ name: Placed<String>) -> DeclaredLayer.Material? {
    let known = DeclaredLayer.Material.names
    guard known.contains(name.value) else {
      report(.unknownMaterial(name.value, known: known, at: name.span))
      return nil
    }
    return .known(name.value)
  }

  // MARK: What happens in it

  private mutating func process(
    in fields: Fields, named name: String, _ context: BackgroundContext
  ) -> DeclaredUpstream.Process? {
    guard let node = fields["process"],
      let (kind, process) = openVariant(node, of: Grammar.process, named: "process")
    else { return nil }
    switch kind {
    case Grammar.ProcessName.bremsstrahlung:
      return number("above", in: process, .hardness).map { .hardBremsstrahlung(above: $0) }
    case Grammar.ProcessName.electronuclear:
      let photons = photons(in: process, named: name, context)
      let factor = inputFactor("cross section", in: process, named: name, context)
      guard let photons, let factor else { return nil }
      return .electronuclear(photons: photons, crossSection: factor)
    case Grammar.ProcessName.hadronicPhotons:
      let photons = photons(in: process, named: name, context)
      let factor = inputFactor("hadronic fraction", in: process, named: name, context)
      guard let photons, let factor else { return nil }
      return .hadronicPhotons(photons: photons, hadronicFraction: factor)
    default: return .hadronic
    }
  }

  /// Only a lepton has a spectrum of equivalent photons that is built in.
  private mutating func photons(
    in fields: Fields, named name: String, _ context: BackgroundContext
  ) -> DeclaredUpstream.Photons? {
    let spectrum = ["photons above", "largest virtuality"]
    let given = spectrum.filter { fields[$0] != nil }
    guard (fields["photons"] != nil) != (given == spectrum),
      fields["photons"] == nil || given.isEmpty
    else {
      report(.eitherOr(["photons"], spectrum, at: fields.span))
      return nil
    }
    if given.isEmpty {
      return inputFactor("photons", in: fields, named: name, context).map { .declared($0) }
    }
    let above = number("photons above", in: fields, .hardness)
    let virtuality = number("largest virtuality", in: fields, .positive)
    if let beam = context.beam, !beam.particle.isLepton {
      report(.noEquivalentPhotons(beam.particle.rawValue, at: fields.place(of: "photons above")))
      return nil
    }
    guard let above, let virtuality else { return nil }
    return .equivalent(above: above, largestVirtuality: virtuality)
  }

  // MARK: The other estimate

  private mutating func comparison(in fields: Fields) -> DeclaredUpstream.Comparison? {
    guard (fields["compare with"] == nil) == (fields["use"] == nil) else {
      let missing = fields["use"] == nil ? "use" : "compare with"
      report(.missingKey(missing, of: "a comparison", at: fields.span))
      return nil
    }
    let other = text("compare with", in: fields)
    let use: DeclaredUpstream.Comparison.Use? = choice("use", in: fields)
    guard let other, let use else { return nil }
    return .init(other: other.value, use: use)
  }
}

extension DeclaredLayer.Material {
  /// The materials whose numbers are built in, sorted.
  package static let names = [
    "air", "aluminium", "copper", "iron", "lead", "polyvinyltoluene", "silicon", "tungsten",
  ]
}
