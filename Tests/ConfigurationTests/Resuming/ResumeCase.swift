import Testing

/// A run that is stopped and goes on: one for each model and each kind of protocol step, on grids small enough to be quick.
struct ResumeCase: CustomTestStringConvertible, Sendable {
  let name: String
  var model = "butler-volmer"
  var cell = ""
  var exchange = "exchangeCurrentDensity = \"30 A/m^2\""
  var electrode = ""
  var surface = "roughness = { amplitude = \"60 nm\", modes = 3 }"
  var electrolyte = "material = \"LiPF6 in PC:EC:DMC\"\nconcentration = \"1 mol/L\""
  var charging = "voltage = \"0.2 V\"\nduration = \"2 s\""
  var cellSize = "0.25 um"
  var numerics = ""
  var output = ""

  var testDescription: String { name }

  var config: String {
    """
    model = "\(model)"
    [cell]
    width = "8 um"
    height = "8 um"
    \(cell)
    [electrode]
    position = "2 um"
    \(exchange)
    \(electrode)
    \(surface)
    [electrolyte]
    \(electrolyte)
    [charging]
    \(charging)
    [output]
    frames = 3
    frameHeight = 64
    fieldFiles = { count = 4, precision = "double" }
    \(output)
    [numerics]
    cellSize = "\(cellSize)"
    \(numerics)
    """
  }

  private static func literature(_ model: String, charging: String) -> ResumeCase {
    ResumeCase(name: model, model: model, exchange: "", electrolyte: "", charging: charging)
  }

  static let current = "currentDensity = \"3 mA/cm^2\"\nduration = \"2 s\""

  static let nucleation = """
    [[layer]]
    kind = "collector"
    thickness = "500 nm"
    exchangeCurrentDensity = "0.3 A/m^2"
    site = [{ position = "1 um", radius = "500 nm" }, { position = "3 um", radius = "500 nm", nucleationOverpotential = "20 mV" }]
    [layer.randomSites]
    count = 6
    radius = "250 nm"
    nucleationOverpotential = "30 mV"
    nucleationSpread = "10 mV"
    """

  static let all: [ResumeCase] = [
    ResumeCase(name: "voltage"),
    ResumeCase(name: "more cells than one thread takes", charging: "voltage = \"0.2 V\"\nduration = \"0.1 s\"", cellSize: "0.0625 um"),
    ResumeCase(name: "current", charging: current),
    ResumeCase(
      name: "three dimensions", cell: "depth = \"4 um\"",
      surface: "noise = { amplification = 1 }\nroughness = { amplitude = \"60 nm\", modes = 3 }",
      charging: "voltage = \"0.2 V\"\nduration = \"1 s\"",
      cellSize: "0.5 um"),
    // Here the relaxation of the front's shape bounds the time step, and nothing else.
    ResumeCase(name: "small current", charging: "currentDensity = \"0.1 mA/cm^2\"\nduration = \"200 s\""),
    ResumeCase(
      name: "a long rest",
      charging: """
        [[charging.step]]
        currentDensity = "0.5 mA/cm^2"
        duration = "1 s"
        [[charging.step]]
        kind = "rest"
        duration = "300 s"
        """),
    ResumeCase(
      name: "lithium opposite",
      electrolyte: "material = \"LiPF6 in EC:EMC\"\nconcentration = \"1 mol/L\"\ncounterSide = \"lithium\"", charging: current),
    ResumeCase(
      name: "stagnant layer", cell: "temperature = \"85 degC\"",
      electrolyte: "material = \"LiTFSI in PEO\"\nconcentration = \"1 mol/L\"\nreservoirDistance = \"20 um\""),
    ResumeCase(name: "single ion", electrolyte: "material = \"LLZO\""),
    ResumeCase(
      name: "uniform salt",
      electrolyte: "concentration = \"1 mol/L\"\nionicConductivity = \"10 mS/cm\"\nsaltTransport = false"),
    ResumeCase(name: "mirrored sides", cell: "sides = \"mirrored\""),
    ResumeCase(name: "held front", numerics: "holdInterface = true"),
    literature("hong-2018", charging: "voltage = \"0.3 V\"\nduration = \"1 s\""),
    literature(
      "chen-2015",
      charging: """
        [[charging.step]]
        voltage = "0.2 V"
        duration = "0.8 s"
        [[charging.step]]
        kind = "ramp"
        toVoltage = "0.3 V"
        duration = "0.8 s"
        [[charging.step]]
        voltage = "0.2 V"
        untilCurrentBelow = "80 mA/cm^2"
        duration = "2 s"
        """),
    ResumeCase(name: "film", electrode: "filmResistance = \"20 ohm*cm^2\""),
    ResumeCase(name: "Tafel", electrode: "kineticLaw = \"tafel\""),
    ResumeCase(name: "linear", electrode: "kineticLaw = \"linear\"", charging: "voltage = \"20 mV\"\nduration = \"20 s\""),
    ResumeCase(name: "Marcus", electrode: "kineticLaw = \"marcus\"\nreorganizationEnergy = \"40 kJ/mol\""),
    ResumeCase(
      name: "crystal",
      electrode:
        "anisotropy = { fold = 6, orientation = \"10 deg\", interfacialEnergyStrength = 0.01, exchangeCurrentStrength = 0.2 }"),
    ResumeCase(name: "noise", electrode: "noise = { depth = \"1 um\", amplification = 30, seed = 4 }", charging: current),
    ResumeCase(
      name: "spectrum and nucleus", electrode: "nucleus = [{ position = \"3 um\", radius = \"1 um\" }]",
      surface: "roughness = { amplitude = \"60 nm\", correlationLength = \"2 um\", seed = 3 }"),
    ResumeCase(
      name: "stress on lithium that yields",
      numerics: """
        [mechanics]
        electrolyteYoungsModulus = "50 MPa"
        electrolytePoissonsRatio = 0.4
        depositionStrain = 0.02
        cationMolarVolume = "30 cm^3/mol"
        """),
    ResumeCase(
      name: "stack pressure in three dimensions", cell: "depth = \"4 um\"\nsides = \"mirrored\"", electrolyte: "material = \"LLZO\"",
      charging: """
        stackPressure = "1 MPa"
        [[charging.step]]
        voltage = "0.2 V"
        duration = "0.5 s"
        [[charging.step]]
        voltage = "0.2 V"
        stackPressure = "5 MPa"
        duration = "0.5 s"
        """, cellSize: "0.5 um",
      numerics: """
        [mechanics]
        electrolyteYoungsModulus = "150 GPa"
        electrolytePoissonsRatio = 0.26
        depositionStrain = 0.001
        sides = "free"
        """),
    ResumeCase(
      name: "films with pinholes that heal",
      numerics: """
        [[interlayer]]
        thickness = "20 nm"
        ionicConductivity = "1e-5 S/m"
        criticalThickness = "19.9 nm"
        healingTime = "5 s"
        pinhole = [{ position = "1 um", radius = "300 nm" }]
        [[interlayer]]
        thickness = "5 nm"
        ionicConductivity = "1e-6 S/m"
        [interlayer.randomPinholes]
        count = 2
        radius = "200 nm"
        """),
    ResumeCase(
      name: "a film that heals on a held front",
      numerics: """
        holdInterface = true
        [[interlayer]]
        thickness = "20 nm"
        ionicConductivity = "1e-5 S/m"
        healingTime = "1 s"
        pinhole = [{ position = "1 um", radius = "300 nm" }]
        """),
    ResumeCase(
      name: "a film in three dimensions", cell: "depth = \"4 um\"\nsides = \"mirrored\"",
      numerics: """
        [[interlayer]]
        thickness = "20 nm"
        ionicConductivity = "1e-5 S/m"
        pinhole = [{ position = "1 um", radius = "600 nm" }]
        """),
    ResumeCase(
      name: "coatings that are pushed and break",
      numerics: """
        [[layer]]
        thickness = "1 um"
        ionicConductivity = "0.1 S/m"
        criticalThickness = "0.999 um"
        exchangeCurrentDensity = "1 mA/cm^2"
        [[layer]]
        thickness = "1.5 um"
        ionicConductivity = "0.3 S/m"
        saltDiffusivity = "1e-10 m^2/s"
        """),
    ResumeCase(
      name: "a stiff coating that breaks, and a soft one that holds anions",
      numerics: """
        [mechanics]
        electrolyteYoungsModulus = "50 MPa"
        electrolytePoissonsRatio = 0.4
        depositionStrain = 0.02
        [[layer]]
        thickness = "1 um"
        ionicConductivity = "0.1 S/m"
        fractureStrain = 0.001
        interfacialEnergy = "0.2 J/m^2"
        youngsModulus = "48 GPa"
        poissonsRatio = 0.2
        [[layer]]
        thickness = "1.5 um"
        ionicConductivity = "0.3 S/m"
        cationTransferenceNumber = 0.7
        youngsModulus = "1 GPa"
        poissonsRatio = 0.4
        """),
    ResumeCase(
      name: "a stiff coating that stress breaks",
      numerics: """
        [mechanics]
        electrolyteYoungsModulus = "50 MPa"
        electrolytePoissonsRatio = 0.4
        depositionStrain = 0.02
        lithium = "elastic"
        sides = "free"
        [[layer]]
        thickness = "1.5 um"
        ionicConductivity = "0.1 S/m"
        strength = "3 MPa"
        youngsModulus = "48 GPa"
        poissonsRatio = 0.2
        """),
    ResumeCase(
      name: "a fixed layer with a gap in three dimensions", cell: "depth = \"4 um\"\nsides = \"mirrored\"",
      numerics: """
        [[layer]]
        kind = "fixed"
        position = "1.2 um"
        thickness = "2 um"
        ionicConductivity = "0.1 S/m"
        gap = [{ position = "1 um", radius = "600 nm" }]
        particle = [{ position = "3 um", height = "4 um", radius = "500 nm" }]
        cationTransferenceNumber = 0.9
        youngsModulus = "20 GPa"
        poissonsRatio = 0.3
        [mechanics]
        electrolyteYoungsModulus = "1 GPa"
        electrolytePoissonsRatio = 0.4
        depositionStrain = 0.001
        lithium = "elastic"
        """),
    ResumeCase(
      name: "sites at which lithium nucleates one after the other",
      charging: """
        [[charging.step]]
        kind = "ramp"
        toCurrentDensity = "3 mA/cm^2"
        duration = "2 s"
        """,
      numerics: nucleation),
    ResumeCase(
      name: "nucleation on a held front in three dimensions", cell: "depth = \"4 um\"\nsides = \"mirrored\"",
      charging: "voltage = \"0.1 V\"\nduration = \"0.2 s\"", cellSize: "0.5 um", numerics: "holdInterface = true\n\(nucleation)"),
    ResumeCase(
      name: "frames by height, rare metrics", output: "frameHeightStep = \"5 nm\"\nmetricsInterval = \"0.13 s\""),
    ResumeCase(
      name: "pulses",
      charging: """
        duration = "2 s"
        [[charging.step]]
        kind = "pulse"
        currentDensity = "4 mA/cm^2"
        onTime = "0.2 s"
        offTime = "0.1 s"
        reverseTime = "0.1 s"
        reverseVoltage = "-0.05 V"
        duration = "1.5 s"
        """),
    ResumeCase(
      name: "steps, rests, ramps and groups",
      charging: """
        repeats = 2
        step = [
          { currentDensity = "4 mA/cm^2", untilArealCapacity = "0.0005 mA*h/cm^2" },
          { repeats = 2, step = [{ kind = "rest", duration = "0.3 s" }, { voltage = "-0.1 V", duration = "0.2 s" }] },
          { kind = "ramp", toVoltage = "0.2 V", duration = "0.4 s" },
          { voltage = "0.2 V", untilTipHeight = "2.12 um", duration = "3 s" },
        ]
        """),
  ]
}
