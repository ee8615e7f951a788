/// Attempts on honesty; the specification, section 6.
let honestyAttacks: [Attack] = [
  Attack("H2", "a grade higher than the facts", .tested),
  Attack("H3", "words that promise too much", .tested),
  Attack("H4", "a later result without its label", .tested),
]
