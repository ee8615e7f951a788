import BlindAnalysis
import Stats

extension UpstreamInteractions {
  /// What an analysis file declares.
  ///
  /// - Throws: `NumericsError` for a factor that cannot be.
  init(
    _ name: String, _ declared: DeclaredUpstream, in beam: Beam,
    _ surroundings: FactorBackground.Surroundings
  ) throws(NumericsError) {
    let layers = try declared.layers.map { (layer) throws(NumericsError) in
      try BeamLineLayer(layer)
    }
    let emission = try EmissionAngles(
      angles: declared.emission.angles, weights: declared.emission.weights)
    let process = try UpstreamProcess(declared.process, in: beam, named: name, surroundings)
    let onTarget = try declared.onTarget?.factor(surroundings) ?? surroundings.exposure
    let scale = try declared.materialScale?.factor(surroundings)
    let unscaled = try Factor("\(name): material scale", .exact(1), .systematic)
    let miss = try declared.vetoMiss.factor(surroundings)
    let corrections = try declared.corrections.map { (factor) throws(NumericsError) in
      try factor.factor(surroundings)
    }
    func model(
      _ table: EscapeTable, _ more: [Factor]
    ) throws(NumericsError) -> UpstreamInteractions {
      try UpstreamInteractions(
        name, onTarget: onTarget, layers: layers, process: process, emission: emission,
        escape: table, materialScale: scale ?? unscaled, vetoMiss: miss,
        corrections: corrections + more)
    }
    switch declared.escape.simulation {
    case .none: self = try model(try EscapeTable(declared.escape), [])
    case .some(let simulation):
      let table = try simulation.table()
      let weights = try simulation.weights(try model(table, []).interactions, emission)
      let statistics = try simulation.statistics("\(name): simulated escapes", weights)
      let isWithoutEscape = simulation.isWithoutEscape
      self = try model(
        isWithoutEscape ? simulation.tableOfOneEvent(weights) : table, [statistics])
    }
  }
}

extension BeamLineLayer {
  fileprivate init(_ declared: DeclaredLayer) throws(NumericsError) {
    try self.init(
      name: declared.name, material: Material(declared.material), thickness: declared.thickness,
      position: declared.position)
  }
}

extension Material {
  fileprivate init(_ declared: DeclaredLayer.Material) throws(NumericsError) {
    switch declared {
    case .known(let name): self = try .known(name)
    case .declared(let name, let density, let radiation, let interaction, let source):
      try self.init(
        name: name, density: density * 1000, radiationLength: radiation,
        interactionLength: interaction, source: source ?? "declared without a source")
    }
  }
}

extension EscapeTable {
  fileprivate init(_ declared: DeclaredEscapes) throws(NumericsError) {
    try self.init(
      positions: declared.rows.map(\.position), angles: declared.angles,
      probabilities: declared.rows.map {
        if case .declared(let chances) = $0.chances { chances } else { [] }
      })
  }
}

extension DeclaredEscapes {
  /// The counts, if the table is one of counts.
  fileprivate var simulation: SimulatedEscapes? {
    var (escaped, simulated) = ([[Int]](), [[Int]]())
    for row in rows {
      guard case .simulated(let passed, let total) = row.chances else { return nil }
      escaped.append(passed)
      simulated.append(total)
    }
    return SimulatedEscapes(
      positions: rows.map(\.position), angles: angles, escaped: escaped, simulated: simulated)
  }
}

extension UpstreamProcess {
  fileprivate init(
    _ declared: DeclaredUpstream.Process, in beam: Beam, named name: String,
    _ surroundings: FactorBackground.Surroundings
  ) throws(NumericsError) {
    switch declared {
    case .hardBremsstrahlung(let above): self = .hardBremsstrahlung(above: above)
    case .hadronic: self = .hadronic
    case .electronuclear(let photons, let crossSection):
      self = .electronuclear(
        photons: try photons.factor(in: beam, named: name, surroundings),
        crossSection: try crossSection.factor(surroundings))
    case .hadronicPhotons(let photons, let fraction):
      self = .hadronicPhotons(
        photons: try photons.factor(in: beam, named: name, surroundings),
        hadronicFraction: try fraction.factor(surroundings))
    }
  }
}

extension DeclaredUpstream.Photons {
  fileprivate func factor(
    in beam: Beam, named name: String, _ surroundings: FactorBackground.Surroundings
  ) throws(NumericsError) -> Factor {
    switch self {
    case .declared(let factor): return try factor.factor(surroundings)
    case .equivalent(let above, let virtuality):
      let mass = beam.particle.isMuon ? ParticleData.muonMass : ParticleData.electronMass
      let photons = try EquivalentPhotons(mass: mass.value, largestVirtuality: virtuality)
      return try Factor(
        "\(name): equivalent photons", .exact(photons.number(above: above)), .systematic)
    }
  }
}

extension UpstreamInteractions {
  /// How the number was made, in words for the table.
  var method: String {
    let sources = Set(layers.map(\.material.source)).sorted()
    return "upstream interactions, \(process.words) in \(layers.count) layers; materials: "
      + sources.joined(separator: ", ")
  }
}

extension UpstreamProcess {
  fileprivate var words: String {
    switch self {
    case .hardBremsstrahlung: "hard bremsstrahlung"
    case .electronuclear: "electro-nuclear"
    case .hadronicPhotons: "hadronic photons"
    case .hadronic: "hadronic"
    }
  }
}
