// swift-tools-version: 6.2
import PackageDescription

// A package of its own: everything in it is built for the fuzzer, with `make fuzz`.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "lidendrite", path: "../..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(
      name: "lidendrite-fuzz",
      dependencies: [
        "CLibFuzzer", .product(name: "Configuration", package: "lidendrite"), .product(name: "Pictures", package: "lidendrite"),
        .product(name: "Records", package: "lidendrite"), .product(name: "Simulations", package: "lidendrite"),
      ],
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility"), .strictMemorySafety()]),
  ],
  swiftLanguageModes: [.v6]
)
