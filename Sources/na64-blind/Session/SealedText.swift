import BlindAnalysis
import EventData
import Ledger

/// What `seal` says when it is done.
struct SealedText {
  let lines: [String]
  let document: CanonicalValue

  init(
    _ sealed: [SealedDataset], into folder: String, of file: AnalysisFile, required: Int,
    members: [VaultMember], escrow: VaultMember?, rawData: String?
  ) {
    lines =
      sealed.flatMap { dataset in
        [
          "\(dataset.dataset): \(dataset.visible) visible rows in \(folder)/\(dataset.openFile)",
          "  vault \(dataset.vault.identifier.prefix(8)) in \(folder)/\(dataset.vaultFile)",
        ] + Self.stages(of: dataset.header)
      } + Self.warnings(required, members, escrow, rawData)
      + Self.entries(for: sealed, in: file.path(to: folder))
    document = [
      "schema": "na64-blind/sealed/1", "required": .integer(required),
      "members": .array(members.map { .string($0.name) }),
      "escrow": escrow.map { .string($0.name) } ?? .null,
      "raw-data": rawData.map(CanonicalValue.string) ?? .null,
      "datasets": .array(
        sealed.map {
          [
            "name": .string($0.dataset), "open-file": .string($0.openFile),
            "open-file-digest": .string($0.openDigest.description),
            "vault-file": .string($0.vaultFile), "vault": $0.vault.canonical,
            "visible": .integer($0.visible),
          ]
        }),
    ]
  }

  /// What the analysis file has to say from now on.
  private static func entries(for sealed: [SealedDataset], in folder: String) -> [String] {
    sealed.flatMap { dataset in
      [
        "In the analysis file, for the dataset '\(dataset.dataset)':",
        "    files: [\("\(folder)/\(dataset.openFile)".yamlWord)]",
        "    vault: \("\(folder)/\(dataset.vaultFile)".yamlWord)",
      ]
    }
  }

  /// Nothing for a vault with one key.
  private static func stages(of header: VaultHeader) -> [String] {
    guard header.compartments.count > 1 else { return [] }
    return [
      "  a key each for " + header.compartments.map(\.stage).joined(separator: ", ")
    ]
  }

  private static func warnings(
    _ required: Int, _ members: [VaultMember], _ escrow: VaultMember?, _ rawData: String?
  ) -> [String] {
    let spare = members.count - required
    let loss =
      escrow.map { "\($0.name) holds an escrow and can open every vault ALONE." }
      ?? (spare == 0
        ? "IF ONE KEY IS LOST, THE SEALED ROWS ARE LOST. There is no escrow."
        : "IF MORE THAN \(spare) OF \(members.count) KEYS ARE LOST, THE SEALED ROWS ARE LOST. "
          + "There is no escrow.")
    let raw =
      rawData == nil
      ? ["Nobody said where the unsealed files go, so the grade stays that of data in place."] : []
    return [loss] + raw + ["The unsealed files are where they were: take them out of reach."]
  }
}

extension String {
  /// This text as a YAML scalar that means the same in a list.
  fileprivate var yamlWord: String {
    let isPlain = split(separator: " ").map(String.init).allSatisfy { $0.shellWord == $0 }
    guard !isPlain || contains(",") || contains(": ") else { return self }
    return "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
