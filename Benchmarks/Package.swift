// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "na64-blind-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "na64-blind", path: "..")],
  targets: [
    .target(name: "Timing", swiftSettings: strict),
    .executableTarget(
      name: "benchmark-fit",
      dependencies: ["Timing", .product(name: "Stats", package: "na64-blind")],
      swiftSettings: strict),
    .executableTarget(
      name: "benchmark-limits",
      dependencies: ["Timing", .product(name: "Stats", package: "na64-blind")],
      swiftSettings: strict),
    .executableTarget(
      name: "benchmark-select",
      dependencies: [
        .product(name: "BlindAnalysis", package: "na64-blind"),
        .product(name: "EventData", package: "na64-blind"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
