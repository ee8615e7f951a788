/// Attacks on the sealed vault; the specification, section 6.
let vaultAttacks: [Attack] = [
  Attack("V1", "a vault cut at every chunk", .tested),
  Attack("V2", "chunks changed, swapped, dropped, added", .tested),
  Attack("V3", "a header that was changed", .tested),
  Attack("V4", "compartments exchanged", .tested),
  Attack("V5", "too few shares, or bad ones", .tested),
  Attack("V6", "a release used for something else", .tested),
  Attack("V7", "a stranger's release", .tested),
  Attack("V8", "guessing that the box is empty", .tested),
  Attack("V9", "another vault in the place of this one", .tested),
  Attack("V10", "the same file sealed twice", .tested),
  Attack("V11", "more blinded rows than there is room for", .tested),
  Attack("V12", "a full disk, or an end by force, while sealing", .tested),
  Attack("V13", "hostile bytes for header and chunks", .tested),
  Attack("V14", "the same input sealed on two machines", .tested),
]
