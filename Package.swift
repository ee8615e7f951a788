// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built with the same rules; a warning is an error.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target: one stage of the flow. `Tests/ArchitectureTests` holds who may import whom.
func stage(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict)
}

let package = Package(
  name: "na64-blind",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "na64-blind", targets: ["na64-blind"]),
    .library(name: "BlindAnalysis", targets: ["BlindAnalysis"]),
    .library(name: "EventData", targets: ["EventData"]),
    .library(name: "Stats", targets: ["Stats"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CCodecs",
      providers: [
        .apt(["libdeflate-dev", "liblz4-dev", "libzstd-dev", "liblzma-dev"]),
        .brew(["libdeflate", "lz4", "zstd", "xz"]),
      ]),
    stage("Stats", ["CGSL"]),
    stage(
      "Ledger",
      [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    stage("BlindAnalysis", ["Ledger", .product(name: "Yams", package: "Yams")]),
    stage("EventData", ["BlindAnalysis", "CCodecs", "Ledger"]),
    stage("Backgrounds", ["BlindAnalysis", "Stats"]),
    stage("Signals", ["BlindAnalysis", "Stats"]),
    stage("Inference", ["Backgrounds", "BlindAnalysis", "Ledger", "Signals", "Stats"]),
    stage(
      "Report", ["Backgrounds", "BlindAnalysis", "Inference", "Ledger", "Signals", "Stats"]),
    .executableTarget(
      name: "na64-blind",
      dependencies: [
        "Backgrounds", "BlindAnalysis", "EventData", "Inference", "Ledger", "Report", "Signals",
        "Stats", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "LedgerProbe", dependencies: ["Ledger"], path: "Tests/Support/LedgerProbe",
      swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: [
        "BlindAnalysis", "Ledger", .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/Support/TestSupport", swiftSettings: strict),
    .target(
      name: "ProgramSupport", path: "Tests/Support/ProgramSupport", swiftSettings: strict),
    tests("ArchitectureTests", []),
    tests("StatsTests", ["Stats"], resources: [.copy("Reference")]),
    tests("LedgerTests", ["Ledger", "LedgerProbe", "TestSupport"], exclude: ["Oracle"]),
    tests("BlindAnalysisTests", ["BlindAnalysis", "Ledger", "TestSupport"]),
    tests("CommandTests", ["na64-blind", "ProgramSupport", "TestSupport"]),
    tests(
      "ProcedureTests", ["BlindAnalysis", "Ledger", "TestSupport"], exclude: ["Reference"]),
    tests(
      "EventDataTests", ["BlindAnalysis", "EventData", "Ledger", "TestSupport"],
      exclude: ["Fixtures"]),
    tests(
      "BackgroundsTests", ["Backgrounds", "BlindAnalysis", "EventData", "Stats", "TestSupport"],
      exclude: ["Reference"]),
    tests(
      "InferenceTests",
      ["Backgrounds", "BlindAnalysis", "Inference", "Ledger", "Signals", "Stats", "TestSupport"],
      exclude: ["Reference"]),
    tests(
      "ReportTests",
      [
        "Backgrounds", "BlindAnalysis", "Inference", "Ledger", "Report", "Signals", "Stats",
        "TestSupport",
      ],
      exclude: ["Golden", "Reference"]),
    tests(
      "BlindnessTests",
      ["BlindAnalysis", "EventData", "Inference", "Ledger", "na64-blind", "TestSupport"],
      exclude: ["make_pairs.py"]),
    tests(
      "AttackTests",
      [
        "BlindAnalysis", "EventData", "Inference", "Ledger", "LedgerProbe", "na64-blind",
        "ProgramSupport", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
