/// One row of the attack catalogue.
struct Attack: Sendable {
  enum State: Sendable {
    /// A test whose name begins with the identifier tries it.
    case tested
    /// What it attacks does not exist yet.
    case awaited
  }

  let id: String
  let attempt: String
  let state: State

  init(_ id: String, _ attempt: String, _ state: State) {
    (self.id, self.attempt, self.state) = (id, attempt, state)
  }
}

let catalogue =
  readingAttacks + definitionAttacks + sideChannelsAttacks + ledgerAttacks + signOffAttacks
  + vaultAttacks + openingAttacks + honestyAttacks
