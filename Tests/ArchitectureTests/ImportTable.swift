/// Which target may import what; a stage sees only what is left of it.
let allowedImports: [String: Set<String>] = [
  "Stats": ["CGSL", "Darwin", "Dispatch", "Glibc", "Synchronization"],
  "Ledger": ["Crypto", "CryptoExtras", "Dispatch", "Glibc", "Synchronization"],
  "BlindAnalysis": ["Glibc", "Ledger", "Yams"],
  "EventData": ["BlindAnalysis", "CCodecs", "Darwin", "Glibc", "Ledger"],
  "Backgrounds": ["BlindAnalysis", "Stats"],
  "Signals": ["BlindAnalysis", "Stats"],
  "Inference": ["Backgrounds", "BlindAnalysis", "Ledger", "Signals", "Stats"],
  "Report": ["Backgrounds", "BlindAnalysis", "Inference", "Ledger", "Signals", "Stats"],
  "na64-blind": [
    "ArgumentParser", "Backgrounds", "BlindAnalysis", "EventData", "Glibc", "Inference", "Ledger",
    "Report", "Signals", "Stats",
  ],
]

/// Wrapped libraries, each imported by the folders that wrap it.
let homes: [String: [String]] = [
  "CGSL": ["Sources/Stats/GSL/"],
  "CCodecs": ["Sources/EventData/ROOT/"],
  "Crypto": [
    "Sources/Ledger/Digests/", "Sources/Ledger/Signatures/", "Sources/Ledger/Vault/",
  ],
  "CryptoExtras": ["Sources/Ledger/Signatures/"],
  "Dispatch": ["Sources/Ledger/Files/", "Sources/Stats/Toys/"],
  "Synchronization": ["Sources/Ledger/Files/", "Sources/Stats/Toys/"],
  "Yams": ["Sources/BlindAnalysis/Definition/"],
]

/// The only places that may say `unsafe`.
let unsafeFolders = [
  "Sources/Stats/GSL/", "Sources/Ledger/Files/", "Sources/Ledger/Vault/Secrets/",
  "Sources/EventData/Files/", "Sources/EventData/ROOT/",
  "Sources/EventData/Rows/ValueCopying.swift", "Sources/na64-blind/Process/",
]
