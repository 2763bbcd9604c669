extension RunConfiguration {
  /// `[soak]`: what `lidendrite soak` demands of a run; other commands take no notice.
  public struct Soak: Equatable, Sendable {
    /// Times the run is killed and resumed, ≥ 0. Standard: 20.
    public var kills: Int
    /// Seed of the times at which it is killed. Standard: 1.
    public var seed: Int
    /// Largest lithium, salt and current balance, by size, > 0. Standards: 1e-9, 1e-9, 1e-6.
    public var lithiumBalance: Double, saltBalance: Double, currentBalance: Double
    /// Largest difference between ξ and its mirror image about the middle of the width, > 0; nil does not ask.
    public var mirrorDifference: Double?
    /// Largest growth of the resident memory, kB per thousand time steps, > 0. Standard: 1.
    public var memoryGrowth: Double
  }
}

extension RunConfiguration.Soak {
  /// What is demanded where the config has no section.
  public static let standard = RunConfiguration.Soak(
    kills: 20, seed: 1, lithiumBalance: 1e-9, saltBalance: 1e-9, currentBalance: 1e-6, mirrorDifference: nil, memoryGrowth: 1)

  /// The same for a model of the literature, whose balances hold to a fraction of the currents in its metal.
  public static let literatureStandard = {
    var limits = standard
    limits.lithiumBalance = 1e-6
    limits.saltBalance = 1e-6
    return limits
  }()

  static let meanings: KeyMeanings = [
    "kills": "times the run is killed and resumed",
    "seed": "of the times at which it is killed",
    "lithiumBalance": "largest lithium balance, by size",
    "saltBalance": "largest salt balance, by size",
    "currentBalance": "largest current balance, by size",
    "mirrorDifference": "largest difference between ξ and its mirror image about the middle of the width",
    "memoryGrowth": "largest growth of the resident memory, kB per thousand time steps",
  ]

  /// - Parameter standard: what is demanded where nothing is said.
  init(reading section: SectionReader, standard: RunConfiguration.Soak) {
    section.describe(Self.meanings)
    kills = section.integer("kills", atLeast: 0, standard: standard.kills)
    seed = section.integer("seed", atLeast: 0, standard: standard.seed)
    lithiumBalance = section.quantity("lithiumBalance", .number, .positive, standard: standard.lithiumBalance)
    saltBalance = section.quantity("saltBalance", .number, .positive, standard: standard.saltBalance)
    currentBalance = section.quantity("currentBalance", .number, .positive, standard: standard.currentBalance)
    mirrorDifference = section.optionalQuantity("mirrorDifference", .number, .positive)
    memoryGrowth = section.quantity("memoryGrowth", .number, .positive, standard: standard.memoryGrowth)
  }

  func write(to writer: inout SettingWriter) {
    writer.section("soak", Self.meanings)
    writer.integer("kills", kills)
    writer.integer("seed", seed)
    writer.quantity("lithiumBalance", lithiumBalance, .number)
    writer.quantity("saltBalance", saltBalance, .number)
    writer.quantity("currentBalance", currentBalance, .number)
    if let mirrorDifference { writer.quantity("mirrorDifference", mirrorDifference, .number) }
    writer.quantity("memoryGrowth", memoryGrowth, .number)
  }
}
