/// What must be set, nothing more.
enum SoundConfig {
  static let text = """
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
}
