import Ledger

/// Which vaults hold the same rows, since one was made of the other for other members.
struct ResharedVaults {
  /// The older one of each step, by the newer one.
  private var origins: [VaultReference: VaultReference] = [:]

  init(in ledger: LedgerHistory) throws {
    for entry in ledger.entries where entry.kind == "vault-reshare" {
      let record = RecordReader(entry.body, named: entry.kind)
      let newer = try SealedRecord(reading: record.value(SealedRecord.key)).vault
      // A vault has one origin; who says otherwise later is not heard.
      if origins[newer] == nil { origins[newer] = VaultReference(try record.value("from")) }
    }
  }

  /// Whether the data are those of a record from before, apart from who opens their vault.
  func holdSame(_ now: OpenDataRecord, as before: OpenDataRecord) -> Bool {
    guard now != before else { return true }
    guard let new = now.sealed, let old = before.sealed, isMade(new.vault, of: old.vault) else {
      return false
    }
    return now.sealed(as: old) == before
  }

  private func isMade(_ new: VaultReference, of old: VaultReference) -> Bool {
    var (vault, steps) = (new, 0)
    while vault != old {
      guard let origin = origins[vault], steps < origins.count else { return false }
      (vault, steps) = (origin, steps + 1)
    }
    return true
  }
}

extension OpenDataRecord {
  /// The same with another record of the vault.
  fileprivate func sealed(as record: SealedRecord) -> OpenDataRecord {
    OpenDataRecord(
      name: name, files: files, openDigest: openDigest, spillList: spillList, sealed: record)
  }
}
