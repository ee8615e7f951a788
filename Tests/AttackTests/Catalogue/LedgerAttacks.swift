/// Attacks on the ledger; the specification, section 6.
let ledgerAttacks: [Attack] = [
  Attack("L1", "every bit of the ledger flipped", .awaited),
  Attack("L2", "the ledger cut after every byte", .awaited),
  Attack("L3", "lines removed, doubled, swapped, inserted or chained anew", .awaited),
  Attack("L4", "a whole new history", .awaited),
  Attack("L5", "two histories for two reviewers", .awaited),
  Attack("L6", "an entry from the future or the past", .awaited),
  Attack("L7", "a crash at every byte of an entry", .awaited),
  Attack("L8", "two processes at once", .awaited),
  Attack("L9", "links, pipes and folders in place of files", .awaited),
  Attack("L10", "hostile sizes and encodings", .awaited),
]
