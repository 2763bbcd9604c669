// swift-tools-version: 6.2
import PackageDescription

// A package of its own: built without optimisation it needs these three alone, and not all the rest.
let package = Package(
  name: "TrapTests",
  dependencies: [.package(name: "lidendrite", path: "../..")],
  targets: [
    .testTarget(
      name: "TrapTests",
      dependencies: [
        .product(name: "Fields", package: "lidendrite"), .product(name: "Solvers", package: "lidendrite"),
        .product(name: "Physics", package: "lidendrite"),
      ],
      swiftSettings: [.strictMemorySafety()])
  ],
  swiftLanguageModes: [.v6]
)
