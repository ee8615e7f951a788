/// The example file with a decay in flight in place of the declared background.
enum DecayExample {
  static let declared = """
      pion and kaon decays: {model: declared, value: 0.06 ± 0.02, source: "a note"}

    """

  static let decays = """
      pion and kaon decays:
        model: decay in flight
        contamination: {pi+: 0.03 ± 0.01, K+: 3e-3, mu+: 1 %, muon helicity: -1, source: "a note"}
        segments:
          - name: spectrometer
            from: 0 m
            to: 11 m
            tag-efficiency: 1e-4 ± 3e-5
            veto-efficiency: 0
            track: {measured: after decay, window: 63 GeV .. 77 GeV, resolution: 1 %}
            source: "a note"
          - name: hall
            from: 12 m ± 0.1 m
            to: 17 m
            tag-efficiency: 2e-4
            veto-efficiency: 10 %
            track: {measured: before decay, acceptance: 90 % ± 2 %}
            source: "a note"
        calorimeter:
          variable: E_ECAL
          signal box below: 42 GeV ± 0.4 GeV
          signal box above: 0.4 GeV
          resolution: {stochastic: 10 % ± 1 %, noise: 150 MeV, constant: 2 %}
          aperture: {position: 17 m, radius: 11.5 cm ± 0.5 cm}
          minimum-ionising deposit: 0.5 GeV
          source: "a note"
        vetoes: {muon: 0.999, charged pion: 0.99, outside calorimeter: 0.5 ± 0.1, source: "a note"}
        selection-efficiency: {value: 0.5, uncertainty: 10 %, source: "a note"}

    """

  /// Where the model begins in the file.
  static let firstLine = 35

  static func text(_ changes: [(piece: String, other: String)] = []) throws -> String {
    var text = decays
    for change in changes {
      let changed = text.replacing(change.piece, with: change.other, maxReplacements: 1)
      guard changed != text else { throw ExampleFile.Unchanged(piece: change.piece) }
      text = changed
    }
    return try ExampleFile.changing(declared, to: text)
  }
}
