/// What the non-interference test does with every verb, in an order that visits every stage short
/// of the opening; a verb that is missing here fails the suite.
let verbScenario: [[String]] = [
  ["--help"], ["unblind", "--help"],
  ["check", "FILE"], ["check", "FILE", "--format", "json"],
  ["limit", "--observed", "0", "--background", "0.5", "--confidence", "90%"],
  ["limit", "--channels", "FILE", "--confidence", "90%"],
  ["status", "FILE"], ["signers", "FILE"], ["sign", "FILE"], ["reproduce", "FILE"],
  ["unblind", "FILE"], ["unblind", "FILE", "--sign-off", "--phrase", "open pair 00000000"],
  ["freeze", "FILE"],
  ["estimate", "FILE"], ["estimate", "FILE", "--format", "json"],
  ["status", "FILE", "--format", "json"],
  ["freeze", "FILE"], ["freeze", "FILE", "--format", "json"],
  ["plot", "FILE"],
  ["sign", "FILE"], ["sign", "FILE", "--signature", "-"],
  ["signers", "FILE", "--amend", "--reason", "only a test"],
  ["reproduce", "FILE"], ["reproduce", "FILE", "--format", "json"],
  ["diff", "FILE", "FILE"], ["diff", "FILE", "estimate.json"],
  ["ledger", "verify", "FILE"], ["ledger", "verify", "FILE", "--against", "FILE"],
  ["ledger", "checkpoint", "FILE"], ["ledger", "checkpoint", "FILE", "--format", "json"],
  ["ledger", "show", "FILE"], ["ledger", "show", "FILE", "--format", "json"],
  ["ledger", "compare", "FILE", "FILE"], ["ledger", "compare", "FILE", "nothing.jsonl"],
  ["unblind", "FILE"], ["unblind", "FILE", "--resume"],
  ["unblind", "FILE", "--sign-off"],
  ["unblind", "FILE", "--sign-off", "--phrase", "open pair 00000000"],
  ["unblind", "FILE", "--sign-off", "--phrase", ""],
  ["status", "FILE"],
  ["amend", "FILE", "--reason", "only a test"],
  ["unfreeze", "FILE", "--reason", "only a test", "--clock-note", "the clock is right"],
  ["status", "FILE", "--format", "json"],
  ["unblind", "FILE", "--sign-off", "--phrase", "open pair 00000000"],
  ["seal", "FILE"], ["release", "FILE", "--key", "FILE"], ["vault", "show", "FILE"],
  ["vault", "member", "--name", "a/b", "--into", "key"],
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
  ["plot", "@analyses/sealed.yaml", "--format", "json"],
  ["unblind", "@analyses/sealed.yaml", "--request"],
  ["reproduce", "@analyses/sealed.yaml"],
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
  ["reproduce", "@analyses/sealed.yaml"], ["reproduce", "@results/pair"],
  ["status", "@analyses/sealed.yaml"],
]

/// Stages short of their openings: each is estimated and frozen, and none goes further.
let stagedScenario: [[String]] =
  [
    ["check", "FILE"], ["status", "FILE"], ["estimate", "FILE"], ["freeze", "FILE"],
    ["estimate", "FILE", "--stage", "nothing"],
  ]
  + ["burn", "rim"].flatMap { stage in
    [
      ["estimate", "FILE", "--stage", stage],
      [
        "plot", "FILE", "--stage", stage, "--x", "E_miss", "--y", "quality", "--y-range", "0 .. 12",
      ],
      ["freeze", "FILE", "--stage", stage], ["status", "FILE", "--stage", stage],
      ["unblind", "FILE", "--stage", stage, "--sign-off", "--phrase", "open pair/burn 00000000"],
      ["reproduce", "FILE", "--stage", stage],
      ["unfreeze", "FILE", "--stage", stage, "--reason", "only a test"],
    ]
  } + [["status", "FILE", "--format", "json"], ["ledger", "show", "FILE"]]

/// Sealed data with stages, each short of its opening.
let sealedStagesScenario: [[String]] =
  [
    ["seal", "FILE", "--members", "@members.txt", "--required", "2", "--into", "@sealed"],
    [
      "seal", "FILE", "--members", "@members.txt", "--required", "3", "--into", "@second",
      "--room", "200", "--raw-data", "on tape", "--format", "json",
    ],
    ["seal", "FILE", "--stage", "burn", "--members", "@members.txt", "--required", "2"]
      + ["--into", "@second"],
    ["vault", "show", "@sealed/sample.vault"], ["check", "@analyses/sealed.yaml"],
    ["vault", "show", "@second/sample.vault", "--format", "json"],
    ["estimate", "@analyses/sealed.yaml"], ["freeze", "@analyses/sealed.yaml"],
    ["vault", "member", "--name", "alice", "--into", "@alice.key"],
    ["estimate", "@analyses/unstaged.yaml"],
  ]
  + ["burn", "rim"].flatMap { stage in
    [
      ["estimate"], ["freeze"], ["unblind", "--request"],
      ["release", "--key", "@alice.key", "--phrase", "release pair"],
      ["unblind", "--sign-off", "--phrase", "open pair/burn 00000000"], ["reproduce"],
      ["status", "--format", "json"], ["unfreeze", "--reason", "only a test"],
    ].map { [$0[0], "@analyses/sealed.yaml", "--stage", stage] + $0.dropFirst() }
  } + [
    [
      "vault", "reshare", "@analyses/sealed.yaml", "--request", "--members", "@members.txt",
      "--required", "2",
    ],
    ["vault", "reshare", "@analyses/sealed.yaml", "--into", "@second"],
    ["status", "@analyses/sealed.yaml"], ["ledger", "show", "FILE"],
  ]

/// A second analysis of the same events, after the first one.
let joiningScenario: [[String]] = [
  ["estimate", "FILE"], ["estimate", "OTHER"], ["status", "OTHER", "--format", "json"],
  ["freeze", "OTHER"], ["estimate", "OTHER", "--format", "json"], ["status", "FILE"],
]

/// A second analysis of a copy of the file that was sealed, and of the open part without its vault.
let sealedJoiningScenario: [[String]] = [
  ["estimate", "OTHER"],
  ["seal", "FILE", "--members", "@members.txt", "--required", "2", "--into", "@sealed"],
  ["vault", "show", "@sealed/sample.vault"],
  ["estimate", "OTHER"], ["freeze", "OTHER"], ["status", "OTHER", "--format", "json"],
  ["estimate", "@analyses/sealed.yaml"], ["freeze", "@analyses/sealed.yaml"],
  ["status", "@analyses/sealed.yaml"],
]

/// What people do where two of alice, bob and carol have to sign, short of the opening. `new
/// signers` puts dave in the place of carol.
let signedScenario: [[String]] = [
  ["check", "FILE"], ["signers", "FILE"], ["signers", "FILE", "--format", "json"],
  ["estimate", "FILE"], ["freeze", "FILE"], ["status", "FILE"],
  ["sign", "FILE"], ["sign", "FILE", "--key", "alice"], ["sign", "FILE", "--key", "alice"],
  ["sign", "FILE", "--key", "mallory"], ["sign", "FILE", "--key", "bob", "--as", "carol"],
  ["sign", "FILE", "--signature", "-"], ["sign", "FILE", "--signers"],
  ["unblind", "FILE", "--sign-off"], ["unblind", "FILE", "--sign-off", "--phrase", "yes"],
  ["status", "FILE", "--format", "json"],
  ["new signers"],
  ["signers", "FILE"], ["sign", "FILE", "--key", "bob"],
  ["signers", "FILE", "--amend", "--reason", "only a test"],
  ["signers", "FILE", "--amend", "--reason", "only a test", "--format", "json"],
  ["sign", "FILE", "--signers", "--key", "bob"], ["sign", "FILE", "--signers", "--key", "mallory"],
  ["status", "FILE"],
  ["sign", "FILE", "--signers", "--key", "alice", "--format", "json"],
  ["status", "FILE"], ["unblind", "FILE", "--sign-off"],
  ["unfreeze", "FILE", "--reason", "new signers"], ["freeze", "FILE"],
  ["sign", "FILE", "--key", "dave", "--format", "json"], ["unblind", "FILE", "--sign-off"],
  ["sign", "FILE", "--key", "bob"], ["status", "FILE"], ["status", "FILE", "--format", "json"],
]
