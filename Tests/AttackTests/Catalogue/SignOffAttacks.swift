/// Attacks on the sign-off; the specification, section 6.
let signOffAttacks: [Attack] = [
  Attack("G1", "a sign-off for another digest", .awaited),
  Attack("G2", "a stranger's signature", .awaited),
  Attack("G3", "one person twice", .awaited),
  Attack("G4", "a signature made for another purpose", .awaited),
  Attack("G5", "every bit of a signature flipped", .awaited),
  Attack("G6", "bytes left over in or behind a signature", .awaited),
  Attack("G7", "membership that ended or began later", .awaited),
  Attack("G9", "weak or malformed kinds of signature", .awaited),
  Attack("G10", "a statement edited after signing", .awaited),
  Attack("G11", "a statement used for another stage or other data", .awaited),
  Attack("G12", "a list of signers changed to need fewer", .awaited),
  Attack("G13", "thresholds that make no sense", .awaited),
  Attack("G14", "a typed phrase where signatures are asked for", .awaited),
  Attack("G15", "switches and pipes that say yes", .awaited),
  Attack("G16", "signatures of a freeze that was lifted", .awaited),
]
