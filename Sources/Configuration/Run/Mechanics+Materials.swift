import Physics

/// What the materials database knows of an electrolyte's elasticity.
extension RunConfiguration.Mechanics {
  /// Temperatures around that of a polymer's value where it holds, K: by and by it melts, and is softer by orders of magnitude. Ceramics
  /// keep theirs.
  private static let polymerInterval = 20.0

  /// Nil where no value is known at this temperature.
  static func known(_ quantity: MaterialQuantity, of electrolyte: ElectrolyteMaterial?, at temperature: Double) -> MaterialValue? {
    guard let material = electrolyte?.material, let value = material[quantity] else { return nil }
    let isPolymer = material.roles.contains(.polymerElectrolyte)
    return isPolymer && abs(temperature - value.temperature) > polymerInterval ? nil : value
  }
}

extension RunConfiguration {
  /// Values of the database that stand where a config leaves a key of `[mechanics]` out.
  var standIns: [MaterialValue] {
    guard let mechanics, !mechanics.isLiquid else { return [] }
    let keys: [(String, MaterialQuantity)] = [("electrolyteYoungsModulus", .youngsModulus), ("electrolytePoissonsRatio", .poissonsRatio)]
    return keys.filter { places["mechanics.\($0.0)"] == nil }.compactMap {
      Mechanics.known($0.1, of: electrolyte.material, at: cell.temperature)
    }
  }

  /// Values of low confidence that nobody has looked at.
  var materialAdvice: [String] {
    guard let name = electrolyte.material?.material.shortName else { return [] }
    return standIns.filter(\.isMarked).map {
      $0.advice("mechanics.\($0.quantity == .youngsModulus ? "electrolyteYoungsModulus" : "electrolytePoissonsRatio")", of: name)
    }
  }
}
