import Physics

/// The rows on the physics of the front and on what a run takes.
extension CheckReport {
  static func frontRows(_ config: RunConfiguration, _ planar: PlanarCell) -> [Row] {
    let lengths = planar.startLengths
    var rows = [
      Row("current density", Readable.number(planar.start.currentDensity / 10), unit: "mA/cm^2", remark: "flat electrode, uniform salt"),
      Row(
        "overpotential", readable: Readable.prefixed(planar.start.overpotential, "V"),
        remark: config.electrode.filmResistance > 0 || !config.interlayers.isEmpty ? "across film and reaction" : ""),
    ]
    if let wavelength = lengths.capillaryWavelength {
      rows.append(Row("capillary wavelength", readable: Readable.length(wavelength, digits: 4), remark: "shorter ripples are flattened"))
      if let halfWidth = config.numerics.interfaceHalfWidth {
        rows.append(
          Row(
            "half width / capillary wavelength", Readable.number(halfWidth / wavelength, digits: 3),
            remark: "at most 0.05; fingers are then within 1 %, at 0.1 within 4 %"))
      }
    }
    if let length = lengths.kineticLength {
      rows.append(
        Row("kinetic length", readable: Readable.length(length, digits: 4), remark: "above it the salt decides, below it the reaction"))
    }
    return rows
  }

  static func runRows(_ config: RunConfiguration, _ planar: PlanarCell, threads: Int) -> [Row] {
    guard let estimate = RunEstimate(config, planar) else { return [] }
    return [
      Row("memory", readable: Readable.prefixed(estimate.memory, "B", digits: 3), remark: "all fields"),
      Row("steps", Readable.count(estimate.steps), remark: "about; \(estimate.basis)"),
      Row(
        "wall time", Readable.wallTime(estimate.wallTime(threads: threads)),
        remark: "about, at \(Readable.number(estimate.rate)) cell steps/s and thread"),
    ]
  }
}
