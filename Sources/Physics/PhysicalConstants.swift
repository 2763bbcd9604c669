/// Constants of nature, exact in the SI since 2019 (BIPM, The International System of Units, 9th ed.).
public enum PhysicalConstants {
  /// Charge of a mole of electrons, C/mol.
  public static let faraday = 96_485.332_123_310_02
  /// 1/mol.
  public static let avogadro = 6.022_140_76e23
  /// J/(mol K).
  public static let gas = 8.314_462_618_153_24
  /// Charge of a proton, C.
  public static let elementaryCharge = 1.602_176_634e-19

  /// RT/F, V.
  public static func thermalVoltage(at temperature: Double) -> Double { gas * temperature / faraday }
}
