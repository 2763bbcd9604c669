import Physics

extension CheckReport {
  /// Stress: what the materials bear, and what it can do to the front.
  static func mechanicsRows(_ config: RunConfiguration, _ mechanics: RunConfiguration.Mechanics) -> [Row] {
    let phases = mechanics.parameters(halfWidth: 1, stackPressure: nil).equilibrium
    let yields = mechanics.yieldStrength.map { Readable.prefixed($0, "Pa") }
    var rows = [
      Row(
        "lithium", readable: Readable.prefixed(mechanics.lithiumYoungsModulus, "Pa"), remark: yields.map { "yields at \($0)" } ?? "elastic"),
      Row(
        "electrolyte", readable: Readable.prefixed(phases.electrolyte.youngsModulus, "Pa"),
        remark: mechanics.isLiquid
          ? "a liquid: 1 GPa against compression, a thousandth of lithium's shear modulus"
          : config.standIns.first { $0.quantity == .youngsModulus }?.sourceText ?? ""),
      Row(
        "shear modulus over lithium's", Readable.number(phases.electrolyte.shearModulus / phases.metal.shearModulus, digits: 3),
        remark: "Monroe & Newman: elastic ripples are suppressed above about 2 (Docs/Model.md)"),
      Row(
        "pressure that takes 1 mV", readable: Readable.prefixed(1e-3 * PhysicalConstants.faraday / config.electrode.molarVolume, "Pa"),
        remark: "in the lithium at the front"),
    ]
    if phases.depositionStrain != 0 {
      rows.append(
        Row(
          "pressure of a ball of deposit", readable: Readable.prefixed(phases.misfitPressure, "Pa"),
          remark: "elastic, in the electrolyte alone, by the depositionStrain"))
    }
    if let largest = config.charging.stackPressures.max() {
      rows.append(Row("largest stack pressure", readable: Readable.prefixed(largest, "Pa")))
    }
    return rows
  }
}
