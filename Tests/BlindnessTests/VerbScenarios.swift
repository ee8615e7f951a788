/// What the non-interference test does with every verb, in an order that visits every stage short
/// of the opening; a verb that is missing here fails the suite.
let verbScenario: [[String]] = [
  ["--help"], ["unblind", "--help"],
  ["check", "FILE"], ["check", "FILE", "--format", "json"],
  ["limit", "--observed", "0", "--background", "0.5", "--confidence", "90%"],
  ["limit", "--channels", "FILE", "--confidence", "90%"],
  ["status", "FILE"],
  ["unblind", "FILE"], ["unblind", "FILE", "--sign-off", "--phrase", "open pair 00000000"],
  ["freeze", "FILE"],
  ["estimate", "FILE"], ["estimate", "FILE", "--format", "json"],
  ["status", "FILE", "--format", "json"],
  ["freeze", "FILE"], ["freeze", "FILE", "--format", "json"],
  ["estimate", "FILE"],
  ["unblind", "FILE"], ["unblind", "FILE", "--resume"],
  ["unblind", "FILE", "--sign-off"],
  ["unblind", "FILE", "--sign-off", "--phrase", "open pair 00000000"],
  ["unblind", "FILE", "--sign-off", "--phrase", ""],
  ["status", "FILE"],
  ["unfreeze", "FILE", "--reason", "only a test"],
  ["status", "FILE", "--format", "json"],
  ["unblind", "FILE", "--sign-off", "--phrase", "open pair 00000000"],
]

/// A second analysis of the same events, after the first one.
let joiningScenario: [[String]] = [
  ["estimate", "FILE"], ["estimate", "OTHER"], ["status", "OTHER", "--format", "json"],
  ["freeze", "OTHER"], ["estimate", "OTHER", "--format", "json"], ["status", "FILE"],
]
