import Foundation
import Physics

/// The two lengths of the physics that decide the pattern of a front, at one current density on it.
///
/// Capillary wavelength λ_c = 2π √(κ γ V_m/(F i)): shorter ripples are flattened by the interfacial energy, longer ones grow
/// (Mullins & Sekerka, J. Appl. Phys. 35 (1964) 444, for a front that grows by conduction); of an anisotropic γ the least stiffness.
/// Kinetic length ℓ_k = D F c₀/[(1 − t₊) i_a], i_a the partial current density of plating, i₀ e^{αf|η|} by Butler and Volmer: below it the
/// reaction, above it the salt's diffusion decides where lithium goes.
struct CharacteristicLengths {
  /// m; nil when nothing plates or nothing flattens.
  let capillaryWavelength: Double?
  /// m; nil without salt transport.
  let kineticLength: Double?

  /// - Parameters:
  ///   - currentDensity: on the front, A/m².
  ///   - conductivity: beside it, S/m.
  ///   - overpotential: V.
  init(_ parameters: ButlerVolmerModel.Parameters, currentDensity: Double, conductivity: Double, overpotential: Double) {
    let stiffness = parameters.interfacialEnergy * (parameters.anisotropy?.stiffness(1) ?? 1)
    let driving = currentDensity / (conductivity * stiffness * parameters.volumePerCharge)
    capillaryWavelength = driving > 0 && driving.isFinite ? 2 * .pi / driving.squareRoot() : nil
    let electrolyte = parameters.electrolyte
    let plating = parameters.kinetics.rate(-abs(overpotential)).plating
    let consumption = (1 - electrolyte.cationTransferenceNumber) * plating / PhysicalConstants.faraday
    kineticLength = parameters.hasSaltTransport ? electrolyte.saltDiffusivity * electrolyte.concentration / consumption : nil
  }

  /// Part of λ_c of the flat front at the start that δ may be: fingers then stay within 1 % of those on an interface half as wide, and
  /// with twice as much within 4 % (`lidendrite validate branching`).
  static let largestShare = 1.0 / 20
  /// Part of λ_c of a front that has used up its salt. In the same runs it had become 0.2 to 0.3 µm, a third to a quarter of it δ where
  /// fingers kept within 1 %, and eight tenths where they were off by 3 %.
  static let largestShareAtTheEnd = 0.5

  /// What to say when a half width (m) does not resolve the capillary wavelength; nil when it does.
  /// - Parameter share: of that wavelength, at most.
  func warning(halfWidth: Double, when: String, share: Double = Self.largestShare) -> String? {
    guard let wavelength = capillaryWavelength, halfWidth > wavelength * share * (1 + 1e-9) else { return nil }
    return
      "numerics.interfaceHalfWidth: \(Readable.length(halfWidth, digits: 3)) is more than 1/\(Readable.number(1 / share, digits: 2)) of the "
      + "capillary wavelength \(Readable.length(wavelength, digits: 3)) \(when); ripples and tips are as wide as the grid makes them; use "
      + "\(Readable.length(wavelength * share, digits: 2)) or less"
  }
}
