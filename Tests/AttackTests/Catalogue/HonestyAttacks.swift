/// Attempts on honesty; the specification, section 6.
let honestyAttacks: [Attack] = [
  Attack("H2", "a grade higher than the facts", .awaited),
  Attack("H3", "words that promise too much", .awaited),
  Attack("H4", "a later result without its label", .awaited),
]
