import Physics

/// The report on a model of the literature.
extension CheckReport {
  static func literatureSections(_ config: RunConfiguration, _ advice: LiteratureAdvice, _ planar: PlanarCell, threads: Int) -> [Section] {
    let constants = config.literature?.parameters ?? .hong2018
    let shape = [Row("position", readable: Readable.length(config.electrode.position, digits: 4))] + shapeRows(config.electrode)
    return [
      Section("Cell", cellRows(config, threads: threads)), Section("Grid", gridRows(config, "of the resting profile")),
      Section("Electrode", shape), Section("Interface", interfaceRows(constants, advice)),
      Section("Electrolyte", electrolyteRows(constants)),
      Section("Charging", chargingRows(config, planar)), Section("Flat front at the start", frontRows(advice, planar)),
      Section("Run", runRows(config, planar, threads: threads)), Section("Output", outputRows(config.output)),
    ]
  }

  private static func interfaceRows(_ constants: SinglePotentialModel.Parameters, _ advice: LiteratureAdvice) -> [Row] {
    var rows = [
      Row("barrier W", Readable.number(constants.barrier), unit: "J/m^3"),
      Row("gradient coefficient", Readable.number(constants.gradientCoefficient), unit: "J/m"),
    ]
    if constants.anisotropy != 0 { rows.append(Row("anisotropy", Readable.number(constants.anisotropy), remark: "fourfold")) }
    rows += [
      Row("delta' = sqrt(kappa / 2 W)", readable: Readable.length(constants.interfaceLength, digits: 3)),
      Row("interfacial energy", Readable.number(constants.interfacialEnergy), unit: "J/m^2", remark: "sqrt(2 W kappa) / 6"),
      Row("relaxation rate", Readable.number(constants.mobility * constants.barrier), unit: "1/s", remark: "L_sigma W"),
      Row("reaction rate", Readable.number(constants.reactionRate), unit: "1/s", remark: "L_eta"),
      Row(
        "exchange current density", Readable.number(constants.exchangeCurrentDensity / 10, digits: 3), unit: "mA/cm^2",
        remark: "6 F c_s L_eta delta', of the planar front"),
      Row("cohesion number", Readable.number(advice.cohesionNumber, digits: 2), remark: "reaction over relaxation, at most 0.1"),
    ]
    return rows
  }

  private static func electrolyteRows(_ constants: SinglePotentialModel.Parameters) -> [Row] {
    [
      Row("concentration", Readable.number(constants.concentration / 1000), unit: "mol/L"),
      Row("conductivity", Readable.number(constants.electrolyteConductivity * 10), unit: "mS/cm"),
      Row("diffusivity", Readable.number(constants.electrolyteDiffusivity), unit: "m^2/s"),
      Row("conductivity of the metal", Readable.number(constants.electrodeConductivity), unit: "S/m"),
      Row("diffusivity in the metal", Readable.number(constants.electrodeDiffusivity), unit: "m^2/s"),
    ]
  }

  private static func frontRows(_ advice: LiteratureAdvice, _ planar: PlanarCell) -> [Row] {
    [
      Row("deposition", Readable.number(advice.deposition / 10, digits: 3), unit: "mA/cm^2", remark: "driven by the whole voltage"),
      Row(
        "conduction", Readable.number(advice.conduction / 10, digits: 3), unit: "mA/cm^2",
        remark: "of the electrolyte, at the whole voltage"),
      Row(
        "voltage used once", Readable.number(planar.start.currentDensity / 10, digits: 3), unit: "mA/cm^2",
        remark: "same kinetics and conductivity; overpotential \(Readable.prefixed(planar.start.overpotential, "V"))"),
    ]
  }
}
