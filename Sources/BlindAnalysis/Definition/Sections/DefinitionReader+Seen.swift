/// What was seen before, which no ledger can know.
extension DefinitionReader {
  mutating func seen(in fields: Fields) -> [PriorLook] {
    sections("seen", in: fields).compactMap { entry in
      let (what, who) = (text("what", in: entry), text("who", in: entry))
      let (when, why) = (text("when", in: entry), text("why", in: entry))
      guard let what, let who, let when, let why else { return nil }
      return PriorLook(what: what.value, who: who.value, when: when.value, why: why.value)
    }
  }
}
