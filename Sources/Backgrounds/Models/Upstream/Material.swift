public import Stats

/// What a layer of the beam line is made of.
public struct Material: Hashable, Sendable {
  public let name: String
  /// In kg/m³, above zero.
  public let density: Double
  /// In metres, above zero.
  public let radiationLength: Double
  /// Nuclear interaction length in metres, above zero.
  public let interactionLength: Double
  /// Where the three numbers come from.
  public let source: String

  /// - Throws: `NumericsError` of kind `invalidInput` for a number that is not above zero.
  public init(
    name: String, density: Double, radiationLength: Double, interactionLength: Double,
    source: String
  ) throws(NumericsError) {
    for number in [density, radiationLength, interactionLength]
    where !(number > 0 && number < .infinity) {
      throw NumericsError(
        .invalidInput, "the material '\(name)' has a density or a length that is not above zero",
        advice: "give kg/m³ and metres")
    }
    (self.name, self.density, self.source) = (name, density, source)
    (self.radiationLength, self.interactionLength) = (radiationLength, interactionLength)
  }

  /// A row of the table of the Particle Data Group as others print it, in g/cm³ and g/cm².
  private init(_ name: String, _ density: Double, _ radiation: Double, _ interaction: Double) {
    (self.name, self.density) = (name, density * 1000)
    radiationLength = radiation / density / 100
    interactionLength = interaction / density / 100
    source = Self.sourceOfKnown
  }
}

extension Material {
  /// Where the built-in numbers come from, as reports print it.
  public static let sourceOfKnown =
    "unverified copy of PDG, Atomic and Nuclear Properties of Materials"

  /// The materials whose numbers are built in; any other is declared with its own.
  ///
  /// *Unverified copy of PDG*: taken from programs that quote the Particle Data Group's Atomic and
  /// Nuclear Properties of Materials, not from the table itself, and of no certain edition. The
  /// radiation lengths of the elements agree with Tsai's formula to the last digit; densities and
  /// nuclear interaction lengths are not checked by anything.
  public static let known: [Material] = [
    Material("air", 1.205e-3, 36.62, 90.1),
    Material("aluminium", 2.699, 24.01, 107.2),
    Material("copper", 8.960, 12.86, 137.3),
    Material("iron", 7.874, 13.84, 132.1),
    Material("lead", 11.350, 6.37, 199.6),
    Material("polyvinyltoluene", 1.032, 43.90, 81.3),
    Material("silicon", 2.329, 21.82, 108.4),
    Material("tungsten", 19.30, 6.76, 191.9),
  ]

  /// - Throws: `NumericsError` of kind `invalidInput` for a material that is not built in.
  public static func known(_ name: String) throws(NumericsError) -> Material {
    guard let material = known.first(where: { $0.name == name }) else {
      throw NumericsError(
        .invalidInput, "the material '\(name)' is not built in",
        advice: "declare its density, radiation length and interaction length with their source")
    }
    return material
  }
}

/// A piece of material that every beam particle crosses.
public struct BeamLineLayer: Hashable, Sendable {
  public let name: String
  public let material: Material
  /// Along the beam, in metres, zero or more.
  public let thickness: Double
  /// Along the beam, in metres, on the scale of the ``EscapeTable``; larger is further downstream.
  public let position: Double

  /// - Throws: `NumericsError` of kind `invalidInput` for a negative thickness, and for a position
  ///   that is not a finite number.
  public init(
    name: String, material: Material, thickness: Double, position: Double
  ) throws(NumericsError) {
    guard thickness >= 0, thickness < .infinity, position.isFinite else {
      throw NumericsError(
        .invalidInput, "the layer '\(name)' needs a thickness of zero or more and a position",
        advice: "give both in metres")
    }
    (self.name, self.material) = (name, material)
    (self.thickness, self.position) = (thickness, position)
  }
}
