/// LiTFSI in poly(ethylene oxide) at 85 °C: data of Edman, Doeff, Ferry, Kerr & De Jonghe, J. Phys. Chem. B 104 (2000) 3476, as
/// fitted in the program Dualfoil 5 of Newman's group, c in mol/m³. Dualfoil holds the fit of κ for S/m; it is taken as S/cm here, which
/// gives the 0.7 mS/cm at 1 mol/L that such polymers have:
///   D = −6.73e-19 c² + 4.92e-16 c + 5.5e-12 m²/s
///   κ = 6.53e-14 c³ − 5.73e-10 c² + 1.2e-6 c + 4.25e-5 S/cm
///   t₊ = −5.05e-8 c² + 3.77e-4 c − 0.0834 (negative below 0.23 mol/L: the salt moves in aggregates).
/// Below 0.2 mol/L κ ∝ c, above 2.5 mol/L all keep their value. The thermodynamic factor is not part of the fit and is taken as 1.
/// Other temperatures need activation energies.
public enum Edman2000: Sendable {
  public static let temperature = 358.15
  static let lowest = 200.0, highest = 2500.0

  // Coefficients in powers of c in mol/L.
  public static let diffusivity = PowerSeries([5.5e-12, 4.92e-13, -6.73e-13], range: 0...highest)
  public static let transference = PowerSeries([-0.0834, 0.377, -0.0505], range: 0...highest)
  public static let conductivity = FittedConductivity(
    PowerSeries([4.25e-3, 0.12, -0.0573, 0.00653], range: 0...highest), lowest: lowest)
}
