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
  ["seal", "FILE"], ["release", "FILE", "--key", "FILE"], ["vault", "show", "FILE"],
  ["vault", "reshare", "FILE", "--into", "."], ["unblind", "FILE", "--request"],
]

/// The same for data that are sealed on the way; `@` stands for the project, and the vault's own
/// bytes are compared by their number.
let sealedScenario: [[String]] = [
  ["vault", "member", "--name", "alice", "--into", "@alice.key"],
  ["seal", "FILE", "--members", "@members.txt", "--required", "4", "--into", "@sealed"],
  ["seal", "FILE", "--members", "@members.txt", "--required", "2", "--into", "@sealed"],
  ["seal", "FILE", "--members", "@members.txt", "--required", "2", "--into", "@sealed"],
  [
    "seal", "FILE", "--members", "@members.txt", "--required", "2", "--into", "@second",
    "--room", "300", "--raw-data", "on tape", "--format", "json",
  ],
  ["vault", "show", "@sealed/sample.vault"],
  ["vault", "show", "@second/sample.vault", "--format", "json"],
  ["estimate", "FILE"], ["freeze", "FILE"],
  ["check", "@analyses/sealed.yaml"],
  ["estimate", "@analyses/sealed.yaml", "--format", "json"],
  ["unblind", "@analyses/sealed.yaml", "--request"],
  ["freeze", "@analyses/sealed.yaml"],
  ["unblind", "@analyses/sealed.yaml", "--sign-off", "--phrase", "open pair 00000000"],
  ["unblind", "@analyses/sealed.yaml", "--request"],
  ["release", "@analyses/sealed.yaml", "--key", "@alice.key", "--phrase", "release pair"],
  ["unblind", "@analyses/sealed.yaml", "--sign-off", "--phrase", "open pair 00000000"],
  [
    "vault", "reshare", "@analyses/sealed.yaml", "--request", "--members", "@members.txt",
    "--required", "2",
  ],
  ["vault", "reshare", "@analyses/sealed.yaml", "--into", "@second"],
  ["status", "@analyses/sealed.yaml"],
]
