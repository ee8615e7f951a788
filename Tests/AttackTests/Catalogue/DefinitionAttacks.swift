/// Attacks on differences between definitions; the specification, section 6.
let definitionAttacks: [Attack] = [
  Attack("D1", "many definitions with moving edges, subtracted", .awaited),
  Attack("D2", "an edge moved by a sliver", .awaited),
  Attack("D3", "a smaller blind region after the ledger was removed", .awaited),
  Attack("D4", "a copy, reordering, skim or conversion with a smaller blind region", .awaited),
  Attack("D5", "a rescaled column as blinding variable", .awaited),
  Attack("D6", "the box by way of correlated variables", .awaited),
  Attack("D7", "two analysts with different blind regions for the same data", .awaited),
  Attack("D8", "data declared as simulation", .awaited),
  Attack("D9", "drawing the burn sample again", .awaited),
  Attack("D10", "a validation region that reaches into the box", .awaited),
  Attack("D12", "cuts changed after the sign-off", .awaited),
  Attack("D13", "two meanings for one text, or two texts for one meaning", .awaited),
]
