/// Attacks on differences between definitions; the specification, section 6.
let definitionAttacks: [Attack] = [
  Attack("D1", "many definitions with moving edges, subtracted", .tested),
  Attack("D2", "an edge moved by a sliver", .tested),
  Attack("D3", "a smaller blind region after the ledger was removed", .tested),
  Attack("D4", "a copy, reordering, skim or conversion with a smaller blind region", .tested),
  Attack("D5", "a rescaled column as blinding variable", .tested),
  Attack("D6", "the box by way of correlated variables", .tested),
  Attack("D7", "two analysts with different blind regions for the same data", .tested),
  Attack("D8", "data declared as simulation", .tested),
  Attack("D9", "drawing the burn sample again", .tested),
  Attack("D10", "a validation region that reaches into the box", .tested),
  Attack("D12", "cuts changed after the sign-off", .tested),
  Attack("D13", "two meanings for one text, or two texts for one meaning", .tested),
]
