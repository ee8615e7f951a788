/// Attacks on the sign-off; the specification, section 6.
let signOffAttacks: [Attack] = [
  Attack("G1", "a sign-off for another digest", .tested),
  Attack("G2", "a stranger's signature", .tested),
  Attack("G3", "one person twice", .tested),
  Attack("G4", "a signature made for another purpose", .tested),
  Attack("G5", "every bit of a signature flipped", .tested),
  Attack("G6", "bytes left over in or behind a signature", .tested),
  Attack("G7", "membership that ended or began later", .tested),
  Attack("G9", "weak or malformed kinds of signature", .tested),
  Attack("G10", "a statement edited after signing", .tested),
  Attack("G11", "a statement used for another stage or other data", .tested),
  Attack("G12", "a list of signers changed to need fewer", .tested),
  Attack("G13", "thresholds that make no sense", .tested),
  Attack("G14", "a typed phrase where signatures are asked for", .tested),
  Attack("G15", "switches and pipes that say yes", .tested),
  Attack("G16", "signatures of a freeze that was lifted", .tested),
]
