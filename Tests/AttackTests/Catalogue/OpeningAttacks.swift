/// Attacks on the opening; the specification, section 6.
let openingAttacks: [Attack] = [
  Attack("U1", "an end by force at every step", .tested),
  Attack("U2", "two openings at once", .tested),
  Attack("U3", "a full disk", .tested),
  Attack("U4", "a reader that leaves early", .tested),
  Attack("U5", "data that change while they are counted", .tested),
  Attack("U6", "another definition after the opening", .tested),
  Attack("U7", "a copied project with other cuts", .tested),
  Attack("U8", "a project rolled back", .tested),
  Attack("U9", "a reviewer repeats the result", .tested),
  Attack("U10", "a reviewer repeats the estimate before the opening", .tested),
  Attack("U11", "another program", .tested),
  Attack("U12", "a million events in the box", .tested),
]
