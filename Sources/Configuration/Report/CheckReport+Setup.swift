import Foundation
import Physics
import Simulations

extension CheckReport {
  /// - Parameters:
  ///   - interfaceChoice: how the interface half width was chosen where the config left it open.
  ///   - threads: worker threads of the run.
  public init(_ config: RunConfiguration, interfaceChoice: String? = nil, threads: Int) {
    self.init(title: "\(config.name): \(config.model.rawValue)", warnings: config.advice)
    let planar = PlanarCell(config)
    if let advice = LiteratureAdvice(config) {
      sections = Self.literatureSections(config, advice, planar, threads: threads)
      warnings += advice.warnings + Self.memoryWarning(config)
      return
    }
    sections = [
      Section("Cell", Self.cellRows(config, threads: threads)),
      Section("Grid", Self.gridRows(config, interfaceChoice)),
      Section("Electrode", Self.electrodeRows(config.electrode, config.cell) + Self.interlayerRows(config) + Self.layerRows(config)),
      Section("Electrolyte", Self.electrolyteRows(config, planar)),
      Section("Charging", Self.chargingRows(config, planar)),
      Section("Front \(planar.moment)", Self.frontRows(config, planar)),
      Section("Run", Self.runRows(config, planar, threads: threads)),
      Section("Output", Self.outputRows(config.output)),
    ]
    if let mechanics = config.mechanics { sections.insert(Section("Stress", Self.mechanicsRows(config, mechanics)), at: 4) }
    if let halfWidth = config.numerics.interfaceHalfWidth,
      let warning = planar.startLengths.warning(halfWidth: halfWidth, when: "of the flat front \(planar.moment)")
    {
      warnings.append(warning)
    }
    warnings += Self.tafelWarning(config, planar) + Self.memoryWarning(config)
  }

  /// Tafel's law leaves out the reverse reaction, which is a twentieth of the forward one at 3 RT/F.
  private static func tafelWarning(_ config: RunConfiguration, _ planar: PlanarCell) -> [String] {
    let thermal = PhysicalConstants.thermalVoltage(at: config.cell.temperature)
    let overpotential = planar.start.overpotential
    guard config.electrode.kineticLaw == .tafel, overpotential > -3 * thermal else { return [] }
    return [
      "electrode.kineticLaw: \"tafel\" leaves out the reverse reaction, and at an overpotential of "
        + "\(Readable.prefixed(overpotential, "V")) (\(planar.moment)) that is no small part; it holds below "
        + "\(Readable.prefixed(-3 * thermal, "V")); use \"butler-volmer\""
    ]
  }

  static func memoryWarning(_ config: RunConfiguration) -> [String] {
    MemoryRefusal(config, available: AvailableMemory.bytes).map { ["\($0)"] } ?? []
  }

  static func cellRows(_ config: RunConfiguration, threads: Int) -> [Row] {
    let rows = [
      Row("width", readable: Readable.length(config.cell.width), remark: "\(config.cell.sides.rawValue) sides"),
      config.cell.depth.map { Row("depth", readable: Readable.length($0)) },
      Row("height", readable: Readable.length(config.cell.height)),
      Row("temperature", Readable.number(config.cell.temperature, digits: 6), unit: "K"),
      Row("threads", "\(threads)"),
    ]
    return rows.compactMap { $0 }
  }

  static func gridRows(_ config: RunConfiguration, _ interfaceChoice: String?) -> [Row] {
    var rows: [Row] = []
    if let halfWidth = config.numerics.interfaceHalfWidth {
      rows.append(Row("interface half width", readable: Readable.length(halfWidth), remark: interfaceChoice ?? ""))
    }
    guard let size = config.numerics.cellSize else { return rows + [Row("cell size", "open", remark: "no interfaceHalfWidth is set")] }
    let counts = config.cell.cellCounts(of: size)
    rows.append(Row("cell size", readable: Readable.length(size)))
    rows.append(Row("cells", "\(counts)"))
    if let halfWidth = config.numerics.interfaceHalfWidth {
      let across = RunConfiguration.Cell.interfaceWidth(halfWidth: halfWidth) / size
      rows.append(Row("cells across the interface", Readable.number(across, digits: 2), remark: "10-90 % width, at least 4.4"))
    }
    return rows
  }

  private static func electrodeRows(_ electrode: RunConfiguration.Electrode, _ cell: RunConfiguration.Cell) -> [Row] {
    let exchange = electrode.exchangeCurrentDensity(at: cell.temperature)
    var rows = [
      Row("kinetic law", electrode.kineticLaw.rawValue),
      Row("exchange current density", Readable.number(exchange / 10), unit: "mA/cm^2"),
      Row("interfacial energy", Readable.number(electrode.interfacialEnergy), unit: "J/m^2"),
    ]
    if electrode.filmResistance > 0 {
      rows.append(Row("film resistance", Readable.number(electrode.filmResistance * 1e4), unit: "ohm*cm^2"))
    }
    if let anisotropy = electrode.anisotropy {
      let least = anisotropy.law.stiffness(1), greatest = anisotropy.law.stiffness(-1)
      rows.append(
        Row(
          "anisotropy", "\(anisotropy.fold)-fold",
          remark: "stiffness from \(Readable.number(least)) to \(Readable.number(greatest)) times the interfacial energy, exchange current "
            + "density from \(Readable.number(1 - anisotropy.exchangeCurrentStrength)) to \(Readable.number(1 + anisotropy.exchangeCurrentStrength)) "
            + "times its mean, largest at \(Readable.number(anisotropy.orientation * 180 / .pi)) deg"))
    }
    if let noise = electrode.noise, noise.amplification > 0 {
      rows.append(
        Row(
          "shot noise", "\(Readable.number(noise.amplification))", unit: "times",
          remark: "depth \(Readable.length(noise.depth)), seed \(noise.seed)"))
    }
    return rows + shapeRows(electrode)
  }

  private static func interlayerRows(_ config: RunConfiguration) -> [Row] {
    config.interlayers.enumerated().map { index, layer in
      let law = layer.law(in: config.cell)
      var remarks = ["\(Readable.number(law.resistance * 1e4, digits: 3)) ohm*cm^2"]
      if law.criticalThickness > 0 {
        remarks.append("ruptures where its area has grown \(Readable.number(law.thickness / law.criticalThickness, digits: 3)) times")
      }
      if !law.pinholes.isEmpty { remarks.append("\(law.pinholes.count) pinhole\(law.pinholes.count == 1 ? "" : "s")") }
      return Row("interlayer \(index + 1)", readable: Readable.length(layer.thickness), remark: remarks.joined(separator: ", "))
    }
  }

  private static func layerRows(_ config: RunConfiguration) -> [Row] {
    config.layers.enumerated().map { index, layer in
      var remarks = [layer.kind.rawValue]
      let resistance = layer.resistance(config.electrolyteLaws, above: config.electrode.position)
      if layer.thickness != nil, layer.kind != .collector {
        remarks.append("\(Readable.number(resistance * 1e4, digits: 3)) ohm*cm^2 more than the electrolyte")
      }
      if layer.exchangeCurrentDensity == 0 { remarks.append("keeps lithium out") }
      if let modulus = layer.youngsModulus { remarks.append("Young's modulus \(Readable.number(modulus * 1e-9, digits: 3)) GPa") }
      if layer.criticalThickness > 0, let thickness = layer.thickness {
        remarks.append("breaks where it has grown \(Readable.number(thickness / layer.criticalThickness, digits: 3)) times in area")
      }
      if let strength = layer.strength { remarks.append("breaks at \(Readable.number(strength * 1e-6, digits: 3)) MPa") }
      let gaps = layer.gaps.count + (layer.randomGaps?.count ?? 0)
      if gaps > 0 { remarks.append("\(gaps) \(layer.kind == .collector ? "site" : "gap")\(gaps == 1 ? "" : "s")") }
      if layer.kind == .collector, layer.nucleates { remarks += nucleationRemarks(layer.nucleationOverpotentials, PlanarCell(config)) }
      let particles = layer.particles.count
      if particles > 0 { remarks.append("\(particles) particle\(particles == 1 ? "" : "s")") }
      let size = layer.thickness.map { Readable.length($0) } ?? "particles"
      return Row("layer \(index + 1)", readable: size, remark: remarks.joined(separator: ", "))
    }
  }

  private static func nucleationRemarks(_ overpotentials: [Double], _ planar: PlanarCell) -> [String] {
    let waiting = overpotentials.filter { $0 > 0 }
    let (least, most) = (Readable.prefixed(waiting.min() ?? 0, "V"), Readable.prefixed(waiting.max() ?? 0, "V"))
    let start = planar.nucleate(under: planar.config.charging.control)
    let range = "nucleation at \(least == most ? least : "\(least) to \(most)")"
    // Where the strongest of what is imposed strips, it says nothing of what plates.
    guard start.currentDensity > 0 else { return [range] }
    return [range, "\(overpotentials.count { $0 <= start.nucleated }) nucleated \(planar.moment)"]
  }

  /// How the surface begins.
  static func shapeRows(_ electrode: RunConfiguration.Electrode) -> [Row] {
    var rows: [Row] = []
    if let surface = electrode.surface {
      rows.append(Row("surface", surface.file, remark: "\(surface.outline.pointCount) points"))
      rows.append(Row("lowest point", readable: Readable.length(surface.outline.lowest, digits: 4)))
      rows.append(Row("highest point", readable: Readable.length(surface.outline.highest, digits: 4)))
    }
    if let roughness = electrode.roughness {
      rows.append(Row("roughness", readable: Readable.length(roughness.amplitude), remark: "root mean square of the height"))
      if case .spectrum(let spectrum) = roughness.form {
        rows.append(Row("correlation length", readable: Readable.length(spectrum.correlationLength)))
        rows.append(Row("shortest wavelength", readable: Readable.length(spectrum.shortestWavelength)))
      }
    }
    return rows
  }

  private static func electrolyteRows(_ config: RunConfiguration, _ planar: PlanarCell) -> [Row] {
    let electrolyte = config.electrolyte, laws = config.electrolyteLaws
    let conductivity = laws.conductivity.conductivity(laws.concentration)
    var rows: [Row] = []
    if let material = electrolyte.material {
      let own = electrolyte.ownProperties
      let remark = own.isEmpty ? material.source : "\(material.source); set here: \(own.joined(separator: ", "))"
      rows.append(Row("material", material.rawValue, remark: remark))
    }
    if !(electrolyte.material?.isSingleIonConductor ?? false) {
      rows.append(Row("concentration", Readable.number(electrolyte.concentration / 1000), unit: "mol/L"))
    }
    rows.append(Row("conductivity", Readable.number(conductivity * 10), unit: "mS/cm"))
    if electrolyte.saltTransport {
      rows.append(Row("salt diffusivity", Readable.number(laws.saltDiffusivity), unit: "m^2/s"))
      rows.append(Row("transference number", Readable.number(laws.cationTransferenceNumber)))
      rows.append(Row("thermodynamic factor", Readable.number(laws.thermodynamics.value(laws.concentration))))
    }
    let counter = electrolyte.counterSide == .lithium ? "to the lithium counter electrode" : "from electrode to reservoir"
    rows.append(Row("thickness", readable: Readable.length(planar.thickness), remark: counter))
    if let current = planar.limitingCurrentDensity {
      rows.append(Row("limiting current density", Readable.number(current / 10), unit: "mA/cm^2", remark: "flat electrode, steady state"))
      rows.append(Row("diffusion time", readable: Readable.time(planar.diffusionTime), remark: "thickness^2 / diffusivity"))
      if let time = planar.stagnantLayerTime {
        rows.append(
          Row(
            "stagnant layer holds after", readable: Readable.time(time),
            remark: "reservoirDistance^2 / (2 diffusivity); before, it stores no salt"))
      }
    } else {
      let isSingleIon = electrolyte.material?.isSingleIonConductor ?? false
      rows.append(Row("salt transport", "off", remark: isSingleIon ? "single-ion conductor" : "uniform salt"))
    }
    return rows
  }

  static func chargingRows(_ config: RunConfiguration, _ planar: PlanarCell) -> [Row] {
    var rows: [Row] = []
    if let steps = config.charging.steps { return protocolRows(config, steps, planar) + shortCircuitRows(config) }
    switch config.charging.control {
    case .voltage(let voltage): rows.append(Row("voltage", readable: Readable.prefixed(voltage, "V")))
    case .currentDensity(let current):
      rows.append(Row("current density", Readable.number(current / 10), unit: "mA/cm^2"))
      if let limit = planar.limitingCurrentDensity {
        rows.append(Row("current / limiting current", Readable.number(current / limit)))
        if current > limit {
          let time = planar.sandTime(current)
          let remark = time > config.charging.duration ? "after the end of the run" : "the salt is used up at a flat electrode"
          rows.append(Row("Sand's time", readable: Readable.time(time), remark: remark))
        } else if current > 0 {
          rows.append(Row("Sand's time", "never", remark: "below the limiting current"))
        }
      }
      rows.append(
        Row("areal capacity", Readable.number(current * config.charging.duration / 36000), unit: "mA*h/cm^2", remark: "at the end"))
      rows.append(
        Row("plated thickness", readable: Readable.length(planar.platedThickness(current), digits: 4), remark: "if dense and flat"))
    }
    rows.append(Row("duration", readable: Readable.time(config.charging.duration)))
    rows.append(Row("stop height", readable: Readable.length(config.charging.stopHeight, digits: 4)))
    return rows + shortCircuitRows(config)
  }

  /// Where lithium touches the counter electrode, if the tip may come there.
  static func shortCircuitRows(_ config: RunConfiguration) -> [Row] {
    guard let height = config.shortCircuitHeight, height <= config.charging.stopHeight else { return [] }
    return [
      Row("short circuit", readable: Readable.length(height, digits: 4), remark: "tip height, 4 half widths below the counter electrode")
    ]
  }

  /// The steps in order, then what the strongest of them asks of the electrolyte.
  static func protocolRows(_ config: RunConfiguration, _ whole: ChargingProtocol, _ planar: PlanarCell) -> [Row] {
    var rows: [Row] = []
    for (index, element) in whole.elements.enumerated() {
      if case .group(let steps, let repeats) = element {
        rows.append(Row("steps \(index + 1)", "\(repeats)", unit: "times", remark: "\(steps.count) steps"))
      }
      for (place, step) in whole.steps where place == "\(index + 1)" || place.hasPrefix("\(index + 1).") {
        let ends = step.ends.map(\.words).joined(separator: " or ")
        rows.append(
          Row("step \(place)", "", remark: "\(step.control.kind): \(step.control.words)\(ends.isEmpty ? "" : "; until \(ends)")"))
      }
    }
    if whole.repeats > 1 { rows.append(Row("all steps", "\(whole.repeats)", unit: "times")) }
    if case .currentDensity(let current) = config.charging.control, let limit = planar.limitingCurrentDensity {
      rows.append(Row("largest current / limiting current", Readable.number(current / limit)))
      if current > limit {
        rows.append(
          Row("Sand's time", readable: Readable.time(planar.sandTime(current)), remark: "at the largest current without a pause"))
      }
    }
    let remark = config.charging.endsAfterDuration ? "" : "at most"
    rows.append(Row("duration", readable: Readable.time(config.charging.duration), remark: remark))
    rows.append(Row("stop height", readable: Readable.length(config.charging.stopHeight, digits: 4)))
    return rows
  }

  static func outputRows(_ output: RunConfiguration.Output) -> [Row] {
    let fields = output.fields.map(\.rawValue).joined(separator: ", ")
    return switch output.frameSpacing {
    case .count(let count): [Row("frames", "\(count)", remark: "\(fields), \(output.frameHeight) pixels high")]
    case .interval(let interval):
      [Row("frame each", readable: Readable.time(interval), remark: "\(fields), \(output.frameHeight) pixels high")]
    }
  }
}
