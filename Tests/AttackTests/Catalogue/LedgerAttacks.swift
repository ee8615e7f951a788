/// Attacks on the ledger; the specification, section 6.
let ledgerAttacks: [Attack] = [
  Attack("L1", "every bit of the ledger flipped", .tested),
  Attack("L2", "the ledger cut after every byte", .tested),
  Attack("L3", "lines removed, doubled, swapped, inserted or chained anew", .tested),
  Attack("L4", "a whole new history", .tested),
  Attack("L5", "two histories for two reviewers", .tested),
  Attack("L6", "an entry from the future or the past", .tested),
  Attack("L7", "a crash at every byte of an entry", .tested),
  Attack("L8", "two processes at once", .tested),
  Attack("L9", "links, pipes and folders in place of files", .tested),
  Attack("L10", "hostile sizes and encodings", .tested),
]
