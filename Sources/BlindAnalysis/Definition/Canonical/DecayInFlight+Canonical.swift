import Ledger

extension DeclaredDecays {
  var canonical: CanonicalValue {
    [
      "calorimeter": calorimeter.canonical,
      "contamination": contamination.canonical,
      "model": .string(Grammar.BackgroundModelName.decayInFlight),
      "segments": .array(segments.map(\.canonical)),
      "selection-efficiency": selectionEfficiency.canonical,
      "vetoes": [
        "charged pion": vetoes.chargedPion.canonical, "muon": vetoes.muon.canonical,
        "outside calorimeter": vetoes.outsideCalorimeter.canonical,
      ],
    ]
  }
}

extension DeclaredContamination {
  var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [:]
    if let pions { members["pi"] = pions.canonical }
    if let kaons { members["K"] = kaons.canonical }
    if let muons { members["mu"] = muons.canonical }
    if let muonHelicity { members["muon helicity"] = muonHelicity.canonical }
    return .object(members)
  }
}

extension DeclaredSegment {
  var canonical: CanonicalValue {
    [
      "from": from.canonical,
      "name": .string(name),
      "tag-efficiency": tagEfficiency.canonical,
      "to": to.canonical,
      "track": track.canonical,
      "veto-efficiency": vetoEfficiency.canonical,
    ]
  }
}

extension DeclaredSegment.Track {
  var canonical: CanonicalValue {
    switch self {
    case .beforeDecay(let acceptance):
      ["acceptance": acceptance.canonical, "measured": .string(Grammar.TrackName.beforeDecay)]
    case .afterDecay(let window, let resolution):
      [
        "measured": .string(Grammar.TrackName.afterDecay), "resolution": .real(resolution),
        "window": window.canonical,
      ]
    }
  }
}

extension DeclaredCalorimeter {
  var canonical: CanonicalValue {
    [
      "aperture": ["position": .real(position), "radius": radius.canonical],
      "minimum-ionising deposit": minimumIonisingDeposit.canonical,
      "resolution": [
        "constant": resolution.constant.canonical, "noise": resolution.noise.canonical,
        "stochastic": resolution.stochastic.canonical,
      ],
      "signal box above": above.map { .real($0) } ?? nil,
      "signal box below": below.canonical,
      "variable": .string(variable.canonical),
    ]
  }
}
