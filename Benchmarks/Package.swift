// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the program never depends on what measures it.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "lidendrite", path: "..")],
  targets: [
    .executableTarget(
      name: "lidendrite-bench",
      dependencies: [
        .product(name: "Fields", package: "lidendrite"), .product(name: "Solvers", package: "lidendrite"),
        .product(name: "Physics", package: "lidendrite"),
      ],
      swiftSettings: [.strictMemorySafety()])
  ],
  swiftLanguageModes: [.v6]
)
