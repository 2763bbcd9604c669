import Physics
import Records
import Simulations

extension MetricsRecorder {
  typealias Entry = (column: TimeSeries.Column, value: @Sendable (CellMetrics) -> Double)

  /// In the order of the file.
  static let columns: [Entry] = [
    (.init("time", unit: "s", "simulated"), { $0.time }),
    (.init("step", "accepted steps so far"), { Double($0.step) }),
    (.init("time step", unit: "s", "size of the last one"), { $0.timeStep }),
    (
      .init(
        "protocol step",
        "number of the step of the charging protocol that goes on, in the order in which they are done, from 1"),
      { Double($0.protocolStep) }
    ),
    (
      .init(
        "cycle",
        "passage of the group that the step stands in, over the whole run, from 1; outside of groups, of the list"), { Double($0.cycle) }
    ),
    (.init("tip height", unit: "um", unitSize: 1e-6, "of the highest lithium above the bottom of the domain"), { $0.morphology.tipHeight }),
    (
      .init(
        "mean height", unit: "um", unitSize: 1e-6,
        "of the columns; the height of a column is that of its topmost place with ξ = ½"), { $0.morphology.meanHeight }
    ),
    (.init("valley height", unit: "um", unitSize: 1e-6, "of the lowest column"), { $0.morphology.valleyHeight }),
    (
      .init(
        "roughness", unit: "um", unitSize: 1e-6,
        "root mean square of the columns' heights about their mean"), { $0.morphology.roughness }
    ),
    (
      .init(
        "tip radius", unit: "um", unitSize: 1e-6,
        "radius of curvature of the highest tip: of a circle through the contour ξ = ½ within 2 δ of it, by least squares. In a "
          + "cell with a `depth` of a cap with two curvatures through the surface there: the harmonic mean of the two principal "
          + "radii, 2/(1/R₁ + 1/R₂), that of a ball of the same mean curvature; on a ridge twice the radius of the ridge. `inf` "
          + "where it is flat or hollow"), { $0.morphology.tipRadius }
    ),
    (
      .init(
        "interface area ratio",
        "area of the front, overhangs and islands included, over that of a flat one"), { $0.morphology.interfaceAreaRatio }
    ),
    (
      .init(
        "specific interface area", unit: "m^2/kg",
        "area of the front over the mass of the lithium that was plated on top of the electrode of the start (its volume at 534 "
          + "kg/m³, CRC Handbook of Chemistry and Physics, 97th ed.); `nan` where there is none. The electrode itself is left out, "
          + "so that the value does not depend on how much of it is in the domain"), { $0.specificInterfaceArea }
    ),
    (
      .init(
        "tip speed", unit: "nm/s", unitSize: 1e-9,
        "slope of a straight line through the tip heights of the last 16 steps"), { $0.tipSpeed }
    ),
    (.init("current density", unit: "mA/cm^2", unitSize: 10, "over the cross-section, positive while plating"), { $0.currentDensity }),
    (
      .init(
        "largest front current density", unit: "mA/cm^2", unitSize: 10,
        "on the front itself, averaged across it along the current"), { $0.largestFrontCurrentDensity }
    ),
    (
      .init(
        "mean front current density", unit: "mA/cm^2", unitSize: 10,
        "current over the area of the front"), { $0.meanFrontCurrentDensity }
    ),
    (
      .init(
        "front current ratio",
        "largest over mean; 1 on a flat front, `nan` at rest (below a thousandth of i₀°)"), { $0.frontCurrentRatio }
    ),
    (.init("cell voltage", unit: "V", "−φ_m, without the kinetics of the counter electrode"), { $0.voltage }),
    (
      .init(
        "kinetic voltage", unit: "V",
        "of the cell voltage: ⟨−η⟩, with ⟨x⟩ the mean over the front weighted by its current, ∫ w i x / ∫ w i. The six parts "
          + "add up to the cell voltage; all are `nan` where less than a thousandth of the exchange current flows"),
      { $0.report.voltage.kinetic }
    ),
    (.init("film voltage", unit: "V", "⟨i R⟩ of the film on the lithium"), { $0.report.voltage.film }),
    (.init("capillary voltage", unit: "V", "⟨−E_eq⟩, what curvature takes"), { $0.report.voltage.capillary }),
    (.init("stress voltage", unit: "V", "⟨−E_eq⟩, what stress takes; 0 without `[mechanics]`"), { $0.report.voltage.stress }),
    (
      .init(
        "ohmic voltage", unit: "V",
        "∫ ψ J²/κ / I, to the counter plane, and what is left of the drop across the diffuse front, ⟨i s/κ⟩"), { $0.report.voltage.ohmic }
    ),
    (
      .init(
        "concentration voltage", unit: "V",
        "the diffusion potential, −∫ ψ (κ_D/κ) J·∇ln c / I, to the counter plane"), { $0.report.voltage.concentration }
    ),
    (.init("areal capacity", unit: "mA*h/cm^2", unitSize: 36000, "charge passed, plated less stripped"), { $0.charge }),
    (.init("plated charge", unit: "mA*h/cm^2", unitSize: 36000, "of all time steps that plated"), { $0.platedCharge }),
    (.init("stripped charge", unit: "mA*h/cm^2", unitSize: 36000, "of all time steps that stripped"), { $0.strippedCharge }),
    (
      .init(
        "detached lithium", unit: "mA*h/cm^2", unitSize: 36000,
        "in pieces of ξ ≥ ½ that share no cell face with the lithium at the bottom, across repeating sides as well; with the "
          + "diffuse rim of each. Their potential is still that of the electrode"), { $0.detachedCharge }
    ),
    (
      .init(
        "detached fraction",
        "detached lithium over the plated charge; 1 where more is detached than was plated"), { $0.detachedFraction }
    ),
    (.init("detached pieces", "their number"), { Double($0.detached.pieces) }),
    (
      .init(
        "lowest salt concentration", unit: "mol/L", unitSize: 1000,
        "where electrolyte fills more than half of a cell"), { $0.saltMinimum }
    ),
    (.init("front salt concentration", unit: "mol/L", unitSize: 1000, "mean on the front"), { $0.frontConcentration }),
    (
      .init(
        "largest von Mises stress", unit: "MPa", unitSize: 1e6,
        "of all cells, as the last mechanical equilibrium has it; the four of stress are `nan` without `[mechanics]`"),
      { $0.stress.largestVonMises }
    ),
    (.init("largest principal stress", unit: "MPa", unitSize: 1e6, "of all cells, tension positive"), { $0.stress.largestPrincipal }),
    (
      .init(
        "front pressure", unit: "MPa", unitSize: 1e6,
        "mean hydrostatic pressure in the cells of the diffuse front, by area: of both sides; E_eq takes that of each side, at "
          + "the front"), { $0.stress.frontPressure }
    ),
    (
      .init(
        "plate pressure", unit: "MPa", unitSize: 1e6,
        "mean pressure on the upper plate: the stack pressure, or what holding the height takes"), { $0.stress.platePressure }
    ),
    (
      .init(
        "film thickness", unit: "nm", unitSize: 1e-9,
        "of all films together, mean over the area of the front; the three of films are `nan` without `[[interlayer]]`"),
      { $0.film.meanThickness }
    ),
    (
      .init(
        "least film thickness", unit: "nm", unitSize: 1e-9,
        "of the thinnest film, where it is thinnest on the front"), { $0.film.leastThickness }
    ),
    (
      .init(
        "coating thickness", unit: "um", unitSize: 1e-6,
        "of all riding layers together, broken or not, their volume over the area of the front; the two of coatings are `nan` "
          + "without a riding `[[layer]]`"), { $0.coating.meanThickness }
    ),
    (
      .init(
        "least coating thickness", unit: "um", unitSize: 1e-6,
        "of the thinnest of them, where it is thinnest along a normal of the front"), { $0.coating.leastThickness }
    ),
    (
      .init(
        "layer integrity",
        "part of the front's area on which a film is at least as thick as its critical thickness, and as a hundredth of what it "
          + "was at the start, or which is below a coating that is not broken: 1 whole, 0 gone; of the most open film or coating"),
      { $0.layerIntegrity }
    ),
    (
      .init(
        "nucleated sites",
        "of collectors at whose sites lithium nucleates, with those that need no overpotential for it; the three of nucleation are "
          + "`nan` without any"), { $0.nucleation.sites }
    ),
    (
      .init(
        "nucleation density", unit: "1/cm^2", unitSize: 1e4, "the same over the cross-section; only in a cell with a `depth`"),
      { $0.nucleation.density }
    ),
    (
      .init(
        "nucleation overpotential", unit: "V",
        "the largest overpotential (its size) that a site has needed so far; `nan` while none has"), { $0.nucleation.overpotential }
    ),
    (
      .init(
        "lithium balance",
        "lithium deposited in excess of V_m/F times the net charge, over V_m/F times all the charge plated and stripped"),
      { $0.lithiumBalance }
    ),
    (.init("current balance", "current through the top over that of the front, less one"), { $0.currentBalance }),
    (.init("salt balance", "salt in excess of start, inflow and consumption, over that at the start"), { $0.saltBalance }),
    (
      .init(
        "step error",
        "change of the current from the first pass of the last step to its last pass, or of a single pass the largest change on the front that "
          + "a second one would begin with, relative; of a one-potential model the error of the order parameter"), { $0.report.stepError }
    ),
    (.init("passes", "of the last step over potential, salt and front"), { Double($0.report.passes) }),
    (.init("newton iterations", "of the last step, for the potential"), { Double($0.report.newtonIterations) }),
    (.init("potential iterations", "of the last step, of conjugate gradients"), { Double($0.report.potentialIterations) }),
    (.init("salt iterations", "of the last step, of conjugate gradients"), { Double($0.report.saltIterations) }),
    (
      .init(
        "mechanics iterations",
        "of the last step, of conjugate gradients for mechanical equilibrium; 0 in steps that keep the last one"),
      { Double($0.report.mechanicsIterations) }
    ),
  ]
}
