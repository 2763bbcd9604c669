// swift-tools-version: 6.2
import PackageDescription

/// Language rules shared by every Swift target.
let rules: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // an existential costs something: it is written `any`
  .enableUpcomingFeature("InternalImportsByDefault"),  // C stays in the cellar: no import leaks into an interface
  .enableUpcomingFeature("MemberImportVisibility"),  // a member is visible only where its module is imported
  .strictMemorySafety(),  // every unsafe access is marked, so that it can be audited
]

let package = Package(
  name: "lidendrite",
  products: [
    .library(name: "Fields", targets: ["Fields"]),
    .library(name: "Solvers", targets: ["Solvers"]),
    .library(name: "Physics", targets: ["Physics"]),
    .library(name: "Simulations", targets: ["Simulations"]),
    .library(name: "Pictures", targets: ["Pictures"]),
    .library(name: "Records", targets: ["Records"]),
    .library(name: "Configuration", targets: ["Configuration"]),
    .executable(name: "lidendrite", targets: ["lidendrite"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // Floor 0: C libraries, a module map and a shim each.
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev", "libfreetype-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev", "zlib1g-dev"])]),

    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5-serial", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Floor 1: files that are whole or absent.
    .target(name: "Files", swiftSettings: rules),

    // Floor 1: processes of the program that another one starts and watches.
    .target(name: "Processes", swiftSettings: rules),

    // Floor 1: grids, fields, tiles and the one door to parallelism.
    .target(
      name: "Fields",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: rules),

    // Floor 2: spectral and multigrid solvers.
    .target(
      name: "Solvers",
      dependencies: ["Fields", "CFFTW", "CPrefetch", .product(name: "RealModule", package: "swift-numerics")],
      resources: [.embedInCode("Spectral/Wisdom.txt")],  // of FFTW
      swiftSettings: rules),

    // Floor 3: constants, laws and models.
    .target(
      name: "Physics",
      dependencies: ["Fields", "Solvers", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: rules),

    // Floor 4: state, clock, step-size control and the run loop.
    .target(
      name: "Simulations",
      dependencies: ["Fields", "Physics", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: rules),

    // Floor 5: pictures and records.
    .target(
      name: "Pictures",
      dependencies: ["Fields", "Files", "CCairo", "CPNG"],
      exclude: ["Fonts/OFL.txt"],
      resources: [  // the typeface is part of the binary, so that a picture does not depend on the machine's fonts
        .embedInCode("Fonts/DendriteSans-Regular.otf"),
        .embedInCode("Fonts/DendriteSans-SemiBold.otf"),
      ],
      swiftSettings: rules),
    .target(name: "Records", dependencies: ["Fields", "Files", "Physics", "Simulations", "CHDF5", "CCrypto"], swiftSettings: rules),

    // Floor 6: TOML, units, validation, and a run built from them.
    .target(
      name: "Configuration",
      dependencies: ["Fields", "Physics", "Simulations", "Records", "Pictures", "TOMLKit"],
      resources: [.embedInCode("Templates")],  // links to Configs, so that `lidendrite new` needs no files
      swiftSettings: rules),

    // Floor 7: problems whose answers are known from elsewhere.
    .target(
      name: "Validations",
      dependencies: ["Fields", "Files", "Solvers", "Physics", "Simulations", "Pictures", "Records", "Configuration"],
      resources: [.embedInCode("Configs")],  // links to Configs/validation, so that `lidendrite validate` needs no files
      swiftSettings: rules),

    // Floor 7: long runs that are killed and resumed on purpose.
    .target(
      name: "Soaks", dependencies: ["Files", "Processes", "Simulations", "Records", "Pictures", "Configuration"], swiftSettings: rules),

    // Floor 7: sets of runs, made side by side and compared.
    .target(name: "Studies", dependencies: ["Files", "Processes", "Pictures", "Records", "Configuration"], swiftSettings: rules),

    // Floor 8: pages and movies of runs and studies.
    .target(
      name: "Reports",
      dependencies: [
        "Files", "Processes", "Pictures", "Records", "Configuration", "Studies", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Page")],  // template, style and script of the page
      swiftSettings: rules),

    // Floor 9: the command line.
    .executableTarget(
      name: "lidendrite",
      dependencies: [
        "CMalloc", "Fields", "Files", "Physics", "Simulations", "Pictures", "Records", "Configuration", "Soaks", "Studies",
        "Reports", "Validations",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),

    // Tests mirror Sources.
    .target(name: "TestSupport", dependencies: ["Fields"], path: "Tests/TestSupport", swiftSettings: rules),
    .testTarget(name: "FieldsTests", dependencies: ["Fields", "TestSupport"], swiftSettings: rules),
    .testTarget(name: "FilesTests", dependencies: ["Files"], swiftSettings: rules),
    .testTarget(name: "SolversTests", dependencies: ["Solvers", "TestSupport"], swiftSettings: rules),
    .testTarget(
      name: "PhysicsTests", dependencies: ["Fields", "Solvers", "Physics", "TestSupport"], exclude: ["Materials/materials.csv"],
      swiftSettings: rules),
    .testTarget(
      name: "ValidationTests", dependencies: ["Fields", "Solvers", "Physics", "Validations", "TestSupport"], swiftSettings: rules),
    .testTarget(name: "SimulationsTests", dependencies: ["Fields", "Physics", "Simulations"], swiftSettings: rules),
    .testTarget(name: "PicturesTests", dependencies: ["Pictures", "Fields", "CPNG"], swiftSettings: rules),
    .testTarget(
      name: "RecordsTests", dependencies: ["Fields", "Files", "Records", "TestSupport"], exclude: ["Readers"], swiftSettings: rules),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration", "Fields", "Physics", "Simulations", "Pictures", "Records"],
      swiftSettings: rules),
    .testTarget(name: "SoaksTests", dependencies: ["Soaks"], swiftSettings: rules),
    .testTarget(name: "StudiesTests", dependencies: ["Studies", "Configuration", "Pictures", "Records"], swiftSettings: rules),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Configuration", "Pictures", "Records", "TestSupport"],
      swiftSettings: rules),
    .testTarget(
      name: "CommandLineTests", dependencies: ["lidendrite", "Fields", "Records", "TestSupport"], exclude: ["Browser"],
      swiftSettings: rules),
    .testTarget(name: "ExampleTests", dependencies: ["Configuration", "Physics", "Simulations", "Records"], swiftSettings: rules),
    .testTarget(name: "BenchmarksTests", swiftSettings: rules),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Configuration", "Fields", "Records", "TestSupport", "lidendrite",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
