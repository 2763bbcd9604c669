// swift-tools-version: 6.2
import PackageDescription

/// Language rules shared by every target.
let rules: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .strictMemorySafety(),
]

// A package of its own, so that the program never depends on what measures it.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "lidendrite", path: ".."),
    // Without its traits, which count allocations by replacing malloc.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    // What is measured: the front, and pieces of work on it.
    .target(
      name: "Scenes",
      dependencies: [
        .product(name: "Fields", package: "lidendrite"), .product(name: "Solvers", package: "lidendrite"),
        .product(name: "Physics", package: "lidendrite"), .product(name: "Pictures", package: "lidendrite"),
      ],
      swiftSettings: rules),

    // Times it: each benchmark in a process of its own, run by the plugin.
    .executableTarget(
      name: "Speed",
      dependencies: ["Scenes", .product(name: "Fields", package: "lidendrite"), .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Speed",
      swiftSettings: rules,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),

    // Has the plugin run, and makes a table of what it found.
    .executableTarget(name: "lidendrite-bench", dependencies: ["Scenes"], swiftSettings: rules),

    // Does a small piece of it once, for a tool that counts instructions.
    .executableTarget(
      name: "lidendrite-instructions",
      dependencies: ["Scenes", .product(name: "Fields", package: "lidendrite"), .product(name: "Pictures", package: "lidendrite")],
      swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
