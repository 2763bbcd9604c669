/// Configs the tests start from.
enum SampleConfig {
  /// What must be set, nothing more. The tests of messages count its lines.
  static let minimal = """
    [cell]
    width = "40 um"
    height = "60 um"

    [electrode]
    position = "10 um"
    exchangeCurrentDensity = "3 mA/cm^2"

    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3.2e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.38

    [charging]
    voltage = "100 mV"
    duration = "10 min"
    """

  /// Every key that can be set together.
  static let full = """
    name = "all-keys"
    model = "butler-volmer"

    [cell]
    width = "40 µm"
    height = "60 um"
    temperature = "40 degC"
    sides = "mirrored"

    [electrode]
    position = "10 um"
    molarVolume = "13.02 cm^3/mol"
    exchangeCurrentDensity = "3 mA/cm²"
    chargeTransferCoefficient = 0.4
    interfacialEnergy = "0.3 J/m^2"

    [electrode.roughness]
    amplitude = "200 nm"
    modes = 12
    seed = 7

    [[electrode.nucleus]]
    position = "10 um"
    radius = "1 um"

    [[electrode.nucleus]]
    position = "30 um"
    radius = "2 um"
    height = "-0.5 um"

    [electrolyte]
    concentration = "1 M"
    saltDiffusivity = "3.2e-6 cm^2/s"
    ionicConductivity = "10 mS/cm"
    conductivityLaw = "constant"
    cationTransferenceNumber = "38 %"
    thermodynamicFactor = 2
    reservoirDistance = "1 mm"
    saltTransport = false

    [charging]
    currentDensity = "1 mA/cm^2"
    duration = "2 h"
    maximumVoltage = "300 mV"
    stopHeight = "50 um"

    [output]
    frameInterval = "10 s"
    frameHeightStep = "1 um"
    fields = ["lithium", "salt"]
    metricsInterval = "1 s"
    frameHeight = 600

    [output.checkpoints]
    wallTime = "2 min"
    steps = 500
    interval = "1 min"
    kept = 3

    [output.ranges]
    salt = ["0 mol/L", "1.2 mol/dm^3"]
    potential = ["-100 mV", "0 V"]
    current = ["0 mA/cm^2", "10 mA/cm^2"]

    [output.fieldFiles]
    fields = ["lithium", "current"]
    interval = "20 s"
    precision = "double"
    compression = 9

    [numerics]
    interfaceHalfWidth = "500 nm"
    cellSize = "250 nm"
    sharpeningRate = 3
    timeStepFactor = 0.1
    maximumTimeStep = "1 s"
    holdInterface = true
    stepTolerance = 1e-3
    potentialTolerance = 1e-9
    saltTolerance = 1e-9
    """
}
