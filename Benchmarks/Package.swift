// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "na64-blind-benchmarks",
  dependencies: [.package(name: "na64-blind", path: "..")],
  targets: [
    .executableTarget(
      name: "benchmark-fit", dependencies: [.product(name: "Stats", package: "na64-blind")],
      swiftSettings: [
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
