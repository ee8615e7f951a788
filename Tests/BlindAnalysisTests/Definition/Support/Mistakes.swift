/// A change to the example file, and `id@line` of all that must be found.
typealias Change = (piece: String, other: String, expected: [String])

/// One mistake each; a second finding is expected only where two places are wrong.
enum Mistakes {
  static let keysAndValues: [Change] = [
    ("momentum: 70", "momentm: 70", ["unknown-key@4"]),
    ("title:", "colour: red\ntitle:", ["unknown-key@3"]),
    ("beam: {particle: e+, momentum: 70 GeV}", "beam: {particle: e+}", ["missing-key@4"]),
    ("    function: exponential\n", "", ["missing-key@29"]),
    ("model: declared, ", "", ["missing-key@35"]),
    ("beam: {particle: e+, momentum: 70 GeV}", "beam: [e+]", ["wrong-type@4"]),
    ("beam: {particle: e+, momentum: 70 GeV}", "beam: 70 GeV", ["wrong-type@4"]),
    ("title: Light", "title: [Light]\nx: Light", ["wrong-type@3", "unknown-key@4"]),
    ("files: [data/eplus-2023.root]", "files: data/eplus-2023.root", ["wrong-type@8"]),
    ("particle: e+", "particle: e*", ["unknown-value@4"]),
    ("na64-blind: 1", "na64-blind: 2", ["unknown-version@1"]),
    ("na64-blind: 1", "na64-blind: 0x1", ["wrong-type@1"]),
    ("na64-blind: 1", "na64-blind: '1'", ["wrong-type@1"]),
    ("na64-blind: 1", "na64-blind: 01", ["wrong-type@1"]),
    ("analysis: eplus-2023-70GeV", "analysis: eplus 2023", ["bad-analysis-name@2"]),
    ("analysis: eplus-2023-70GeV", "analysis: ../up", ["bad-analysis-name@2"]),
    ("title: Light dark matter with a 70 GeV positron beam", "title:", ["missing-value@3"]),
    ("title: Light dark matter with a 70 GeV positron beam", "title: ~", ["missing-value@3"]),
    ("title: Light", "title: \"Lig\\nht\"\nx: Light", ["bad-text@3", "unknown-key@4"]),
    ("title: Light dark", "title: Light\u{202E} dark", ["bad-text@3"]),
    (
      "signal box:  E_ECAL", "'\u{202E}':  E_ECAL",
      ["bad-text@24", "unknown-region@26", "unknown-region@32"]
    ),
    ("source: \"a note\"}", "source: \"a note\", datasets: [other]}", ["unknown-dataset@35"]),
    ("prior: log-normal", "prior: log-normal, upper limits: some", ["unknown-value@41"]),
    ("signal:\n", "signal:\n  models: [dark bremsstrahlung]\n", ["not-supported-yet@38"]),
    ("signal:\n", "signal:\n  scan: {mass: 10 MeV .. 500 MeV}\n", ["not-supported-yet@38"]),
    ("method: CLs", "method: Bayesian", ["not-supported-yet@41"]),
    ("statistic: count, ", "", ["missing-key@41"]),
    (", source: \"arXiv:2502.04053\"", "", ["missing-source@11"]),
    ("confidence: 90 %, source: \"a note\"", "confidence: 90 %", ["missing-source@36"]),
  ]

  static let numbers: [Change] = [
    ("momentum: 70 GeV", "momentum: 70", ["missing-unit@4"]),
    ("momentum: 70 GeV", "momentum: 70 m", ["dimension-mismatch@4"]),
    ("momentum: 70 GeV", "momentum: -70 GeV", ["out-of-range@4"]),
    ("momentum: 70 GeV", "momentum: 70 GeV ± 1 GeV", ["surplus-uncertainty@4"]),
    ("on-target: 1.6e10", "on-target: 0", ["out-of-range@11"]),
    ("on-target: 1.6e10", "on-target: 1_600", ["not-decimal@11"]),
    ("on-target: 1.6e10", "on-target: .inf", ["unexpected-character@11"]),
    ("on-target: 1.6e10", "on-target: 1e999", ["number-out-of-range@11"]),
    ("uncertainty: 1 %", "uncertainty: -1 %", ["out-of-range@11"]),
    ("uncertainty: 1 %, ", "", ["missing-uncertainty@11"]),
    ("value: 0.06 ± 0.02", "value: 0.06 ± 0.02, uncertainty: 0.02", ["uncertainty-twice@35"]),
    ("value: 0.06 ± 0.02", "value: 6 %, uncertainty: 2 %", ["ambiguous-percent@35"]),
    ("value: 0.06 ± 0.02", "value: -0.06 ± 0.02", ["out-of-range@35"]),
    ("value: 0.01, confidence: 90 %", "value: 0.01, confidence: 90", ["out-of-range@36"]),
    ("value: 0.01, confidence: 90 %", "value: 0.01, confidence: 100 %", ["out-of-range@36"]),
    ("limit: {confidence: 90 %", "limit: {confidence: 0", ["out-of-range@41"]),
    ("efficiency: {value: 0.5", "efficiency: {value: 1.5", ["out-of-range@40"]),
    ("efficiency: {value: 0.5", "efficiency: {value: 0", ["out-of-range@40"]),
    ("yield: {value: 3.3e-3", "yield: {value: 0", ["out-of-range@39"]),
  ]

  static let data: [Change] = [
    ("    tree: events\n", "", ["missing-tree@6"]),
    ("format: root", "format: csv", ["surplus-tree@10"]),
    ("    format: root\n", "", []),
    ("eplus-2023.root]\n    format: root\n", "eplus-2023.txt]\n", ["unknown-format@8"]),
    ("eplus-2023.root]\n    format: root\n", "a.root, b.csv]\n", ["mixed-formats@8"]),
    ("files: [data/eplus-2023.root]", "files: []", ["too-few-entries@8"]),
    ("files: [data/eplus-2023.root]", "files: [a.root, a.root]", ["duplicate-name@8"]),
    ("files: [data/", "files: [/data/", ["absolute-path@8"]),
    ("event-id: [run, spill, event]", "event-id: [a, b, c, d, e]", ["too-many-entries@12"]),
    ("event-id: [run, spill, event]", "event-id: []", ["too-few-entries@12"]),
    ("- name: summer-2023", "- name: summer/2023\n    vault: a.vault", ["bad-sealed-name@6"]),
    ("- name: summer-2023", "- name: summer/2023", []),
    ("kind: pseudo-data", "kind: simulated", ["unknown-value@7"]),
    ("kind: pseudo-data", "kind: simulation", ["simulation-without-truth@6"]),
    ("kind: pseudo-data", "kind: simulation\n    truth: [mc_energy]", []),
    ("kind: pseudo-data", "kind: data\n    truth: [mc_energy]", ["surplus-truth@8"]),
    ("kind: pseudo-data", "kind: simulation\n    truth: [run]", ["truth-is-measured@8"]),
    ("kind: pseudo-data", "kind: simulation\n    truth: [nhits]", ["truth-is-measured@9"]),
    (
      "data:\n",
      "data:\n  - {name: mc, kind: simulation, truth: [t], files: [m.csv], event-id: [e], "
        + "exposure: {on-target: 1, uncertainty: 1 %, source: s}}\n", ["simulation-with-data@9"]
    ),
    ("limit: {", "seen: [{what: a, who: b, when: c, why: d}]\nlimit: {", []),
    ("limit: {", "seen: [{what: a, who: b, when: c}]\nlimit: {", ["missing-key@41"]),
    ("limit: {", "seen: []\nlimit: {", ["too-few-entries@41"]),
    ("    tree: events\n", "    tree: events\n    good-spills: x.csv\n", []),
    ("    tree: events\n", "    tree: events\n    bad-spills: /x.csv\n", ["absolute-path@11"]),
    ("    tree: events\n", "    tree: events\n    bad-spills: [x.csv]\n", ["wrong-type@11"]),
    (
      "    tree: events\n", "    tree: events\n    good-spills: x.csv\n    bad-spills: y.csv\n",
      ["good-and-bad-spills@12"]
    ),
    (
      "event-id: [run, spill, event]", "good-spills: x.csv\n    event-id: [Run, event]",
      ["spills-without-event-id@13", "spills-without-event-id@13"]
    ),
  ]

  static let names: [Change] = [
    ("E_miss: 70 GeV - E_ECAL", "E_miss: 70 GeV - E_ECL", ["unknown-name@20"]),
    ("E_miss: 70 GeV - E_ECAL", "E_miss: 70 m - E_ECAL", ["dimension-mismatch@20"]),
    ("E_miss:", "E_ECAL:", ["duplicate-name@20"]),
    ("E_miss:", "in:", ["reserved-name@20"]),
    ("E_miss:", "GeV:", ["reserved-name@20"]),
    ("E_miss:", "E miss:", ["bad-name@20"]),
    ("E_miss: 70 GeV - E_ECAL", "a: 2 * b\n  b: a + c\n  c: 1 * a\n  d: a", ["derived-cycle@20"]),
    ("E_miss: 70 GeV - E_ECAL", "a: a + 1", ["derived-cycle@20"]),
    ("E_miss: 70 GeV - E_ECAL", "b: 2 * a\n  a: E_ECAL", []),
    ("ecal_energy, unit: GeV", "ecal_energy, unit: Gev", ["unknown-unit@14"]),
    ("{branch: ecal_energy, unit: GeV}", "{unit: GeV}", ["missing-key@14"]),
    ("track_chi2 < 10", "track_chi2 < 10 GeV", ["surplus-unit@22"]),
    ("track_chi2 < 10", "track_chi2", ["expected-condition@22"]),
    ("track_chi2 < 10}", "track_chi2 <}", ["expected-operand@22"]),
    ("require: abs(", "require: !abs(", ["yaml-tag@22"]),
    (
      "track_chi2 < 10}", "track_chi2 < 10}\n  - {name: beam track, require: n_hits > 1}",
      ["duplicate-name@23"]
    ),
    ("track_chi2 < 10}", "track_chi2 <\n     # 10\n    }", ["expected-operand@22"]),
  ]

  static let regions: [Change] = [
    ("blind: {signal: signal box", "blind: {signal: signl box", ["unknown-region@26"]),
    ("from: side band", "from: side bnd", ["unknown-region@31"]),
    (
      "blind: {signal: signal box, region: E_ECAL < 45 GeV && E_HCAL < 1.5 GeV}",
      "blind: {signal: signal box, region: 1 < 2}",
      ["constant-condition@26", "blind-without-column@26"]
    ),
    ("region: E_ECAL < 45 GeV", "region: E_ECAL < 41 GeV", ["signal-outside-blind@24"]),
    ("region: E_ECAL < 45 GeV", "region: E_ECAL < 50 GeV", ["region-overlaps-blind@25"]),
    ("region: E_ECAL < 45 GeV", "region: E_ECAL < 46 GeV", []),
    ("regions:\n", "regions:\n  none: E_ECAL < 1 GeV && E_ECAL > 2 GeV\n", ["empty-region@24"]),
    ("region: E_ECAL < 45 GeV", "region: E_ECAL < 45", ["missing-unit@26"]),
  ]

  static let sideBands: [Change] = [
    ("variable: E_ECAL", "variable: E_ECL", ["unknown-name@30"]),
    ("variable: E_ECAL", "variable: E_ECAL + 1 GeV", ["unknown-name@30"]),
    ("into: signal box", "into: side band", ["wrong-target@32"]),
    ("from: side band", "from: signal box", ["side-band-is-signal@31"]),
    ("E_ECAL in 46 GeV .. 62 GeV", "E_ECAL > 46 GeV", ["side-band-unbounded@31"]),
    (
      "E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV",
      "E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 2 GeV", ["side-band-differs@31"]
    ),
    ("ranges: [46 GeV .. 58 GeV", "ranges: [46 .. 58", ["missing-unit@34"]),
    ("ranges: [46 GeV .. 58 GeV", "ranges: [45 GeV .. 58 GeV", ["range-outside-side-band@34"]),
    ("ranges: [46 GeV .. 58 GeV", "ranges: [46 m .. 58 m", ["dimension-mismatch@34"]),
    ("ranges: [46 GeV .. 58 GeV", "ranges: [58 GeV .. 46 GeV", ["reversed-range@34"]),
    ("ranges: [46 GeV .. 58 GeV", "ranges: [50 GeV .. 50 GeV", ["empty-range@34"]),
    ("functions: [power law]", "functions: [powerlaw]", ["unknown-value@34"]),
    ("function: exponential", "function: gaussian", ["unknown-value@33"]),
    ("function: exponential", "function: exponential polynomial 9", ["unknown-value@33"]),
    ("function: exponential", "function: exponential\n    bins: 40", []),
    ("function: exponential", "function: exponential\n    bins: 1", ["out-of-range@34"]),
    ("functions: [power law]", "functions: [power law], method: discrete profiling", []),
    ("functions: [power law]", "functions: [power law], method: profiling", ["unknown-value@34"]),
    ("functions: [power law]", "method: discrete profiling", ["profiling-without-functions@34"]),
    (
      "function: exponential",
      "function: exponential\n    signal contamination: "
        + "{value: 0.2 ± 0.05, spread: like background, source: a note}", []
    ),
    (
      "function: exponential",
      "function: exponential\n    signal contamination: {value: 0.2 ± 0.05, source: a note}",
      ["missing-key@34"]
    ),
    (
      "function: exponential",
      "function: exponential\n    signal contamination: "
        + "{value: -0.2, spread: worst place, source: a note}",
      ["out-of-range@34"]
    ),
    (
      "from: side band", "from: side band\n    validate: signal box", ["validation-is-signal@32"]
    ),
    (
      "from: side band", "from: side band\n    validate: side band", ["validation-is-side-band@32"]
    ),
    (
      "from: side band", "from: side band\n    validate: side bond", ["unknown-region@32"]
    ),
    (
      "signal box:  E_ECAL < 42 GeV", "signal box:  n_hits < 3 && E_ECAL < 42 GeV",
      ["side-band-differs@31"]
    ),
    (
      "E_ECAL in 46 GeV .. 62 GeV",
      "(E_ECAL in 46 GeV .. 50 GeV || E_ECAL in 55 GeV .. 62 GeV)", ["region-with-gap@31"]
    ),
    (
      "E_ECAL in 46 GeV .. 62 GeV", "E_ECAL < 62 GeV && n_hits == 1",
      ["region-overlaps-blind@25", "side-band-unbounded@31", "side-band-differs@31"]
    ),
    ("E_ECAL in 46 GeV", "E_ECAL in 45 GeV", []),
    ("signal box:  E_ECAL < 42 GeV", "signal box:  E_miss > 28 GeV", []),
    (
      "variable: E_ECAL", "variable: n_hits",
      [
        "side-band-unbounded@31", "side-band-differs@31", "target-unbounded@32",
        "dimension-mismatch@34",
        "dimension-mismatch@34",
      ]
    ),
  ]

  static let procedure: [Change] = [
    ("n = 1: \"limit and event display\", ", "", ["procedure-gap@42"]),
    (", n >= 2: \"discuss first\"", "", ["procedure-gap@42"]),
    ("n = 1:", "n=0 :", ["procedure-gap@42"]),
    ("n = 1:", "n >= 1:", ["procedure-gap@42"]),
    ("n = 1:", "n < 1:", ["bad-count@42"]),
    ("required: 1}", "required: 0}", ["out-of-range@43"]),
    ("required: 1}", "required: 2}", ["missing-signers@43"]),
    ("required: 1}", "required: 2, signers: reviewers.pub}", []),
    ("sign-off: {required: 1}\n", "", []),
  ]
}
