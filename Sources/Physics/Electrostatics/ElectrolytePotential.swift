public import Fields
import Foundation
public import Solvers

/// Charge conservation in the electrolyte, ∇·(ψJ) = −w i with J = −κ∇φ̃ + (RT/F) κ β ∇ln c, for the reduced potential
/// φ̃ = φ_l − (RT/F) ln(c/c₀) and an interfacial current i(φ̃) (smoothed-boundary form: Yu, Chen & Thornton, Modelling Simul.
/// Mater. Sci. Eng. 20 (2012) 075008).
///
/// ψ is the electrolyte indicator and w = |∇ψ| the interface density. The counter plane φ_l = 0 lies at the top of the domain or
/// behind a stagnant layer. In the metal ψ is held above a floor, far below anything that conducts, so that the problem is definite.
public final class ElectrolytePotential {
  /// ψ + floor (1 − ψ) conducts. 1e-4 shifts the potential beside the metal by less than 0.01 mV.
  public static let indicatorFloor = 1e-4

  /// The same of an order parameter.
  @inline(__always)
  static func conductingFraction(_ xi: Double) -> Double {
    indicatorFloor + (1 - indicatorFloor) * OrderParameter.electrolyteFraction(xi)
  }

  public let electrolyte: Electrolyte
  let grid: Grid
  let matrix: ConductionOperator
  let solver: ConjugateGradient
  let coefficient: ScalarField
  /// κ over that of the electrolyte alone, where layers take a share; nil without. Faces then lie in series with both of their cells.
  let obstruction: ScalarField?
  /// t₊ where layers have one of their own; nil without.
  let layered: LayerTransference?
  /// ψΛ, with a concentration-dependent β times that: what drives a diffusion current per concentration difference.
  let molarCoefficient: ScalarField
  /// RT/F × β where β is constant, else RT/F.
  let diffusionFactor: Double
  /// Right-hand side: the divergence of the diffusion current and what the counter side contributes, less the front's current.
  let load: ScalarField
  /// Without the front's current, in rows with interface.
  let source: ScalarField
  /// Change of φ̃ with the metal potential, kept as the next initial guess.
  let response: ScalarField
  let previous: ScalarField
  /// t₊ of each cell, where it depends on the concentration.
  let transference: ScalarField
  /// Whether diagonal and right-hand side have the front's current, so that only the rows with interface change.
  var isLinearized = false
  /// w × the reaction's conductance, S/m³, where the current is imposed.
  let exchangeConductance: ScalarField
  /// Link of each top cell to the counter plane, and the potential beyond it times that link.
  let endLink: ScalarField
  let endSource: ScalarField
  /// Ohmic part of the way from each top cell to the counter plane, Ω·m².
  let endResistance: ScalarField
  /// t₊ on the top faces, averaged over a stagnant layer beyond them.
  let endTransference: ScalarField
  /// Current density that entered through each top face in the last solution, A/m².
  public let inflow: ScalarField

  /// - Parameters:
  ///   - scratch: for what is needed from `assemble` to a solution, numbers 0 to 3, 6 and 7 and those of `solver`, 4 and 5.
  ///   - solver: shared with laws that solve at other times.
  ///   - obstruction: κ over that of the electrolyte alone, > 0, its ghosts sealed; nil: there is nothing else.
  ///   - layered: t₊ where layers have one of their own, which the electrolyte's must say (`LocalTransference`).
  public init(
    _ grid: Grid, electrolyte: Electrolyte, obstruction: ScalarField? = nil, layered: LayerTransference? = nil,
    scratch given: Scratch? = nil, solver: ConjugateGradient? = nil
  ) {
    let scratch = given ?? Scratch(grid)
    self.obstruction = obstruction
    self.layered = layered
    self.grid = grid
    self.electrolyte = electrolyte
    diffusionFactor =
      electrolyte.thermalVoltage
      * (electrolyte.hasConstantDiffusionPotential ? electrolyte.diffusionPotentialFactor(electrolyte.concentration) : 1)
    coefficient = scratch.field(7, on: grid)
    let diagonal = scratch.field(3, on: grid)
    matrix =
      obstruction.map { [coefficient] in ConductionOperator(meansOf: coefficient, inSeriesBy: $0, diagonal: diagonal) }
      ?? ConductionOperator(meansOf: coefficient, diagonal: diagonal)
    self.solver = solver ?? ConjugateGradient(grid, scratch: scratch, first: 4)
    molarCoefficient = scratch.field(6, on: grid)
    source = scratch.field(2, on: grid)
    load = scratch.field(0, on: grid)
    response = ScalarField(grid)
    previous = scratch.field(1, on: grid)
    transference = source
    exchangeConductance = ScalarField(grid)
    endLink = ScalarField(grid.topLayer)
    endSource = ScalarField(grid.topLayer)
    endResistance = ScalarField(grid.topLayer)
    endTransference = ScalarField(grid.topLayer)
    inflow = ScalarField(grid.topLayer)
  }

  /// Cells tied to an imposed reduced potential by a conductance per volume (S/m³): a further electrode, or the surroundings of a
  /// test cell. Set before `assemble`.
  public var contact: (conductance: ScalarField, potential: ScalarField)?

  /// Takes over order parameter and concentration (mol/m³): conductances, diffusion current, counter side.
  public func assemble(_ xi: ScalarField, concentration c: ScalarField) {
    let n = grid.width
    let law = electrolyte.conductivity
    let coefficient = self.coefficient, molar = self.molarCoefficient, obstruction = self.obstruction
    grid.forEachTile { rows in
      for r in rows {
        let p = unsafe xi.row(r, n).span, x = unsafe c.row(r, n).span
        var m = unsafe molar.row(r, n).mutableSpan
        law.assign(x, into: &m)
        if let obstruction {
          let f = unsafe obstruction.row(r, n).span
          for i in 0..<n + 2 { m[i] *= f[i] }
        }
        var k = unsafe coefficient.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          m[i] *= Self.conductingFraction(p[i])
          k[i] = m[i] * x[i]
        }
      }
    }
    if !electrolyte.hasConstantDiffusionPotential { weighMolarCoefficient(c) }
    assembleDiffusionCurrent(c)
    assembleCounterSide(c)
    if let contact { add(product: contact.conductance, contact.potential, to: load) }
    solver.assignLinks(matrix)
    isLinearized = false
  }

  /// molarCoefficient × β(c), β = 2(1 − t₊)·TDF − 1.
  private func weighMolarCoefficient(_ c: ScalarField) {
    let n = grid.width
    let transference = electrolyte.transference, thermodynamics = electrolyte.thermodynamics
    let molar = self.molarCoefficient, layered = self.layered
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (n + 2)) { memory in
        unsafe memory.initialize(repeating: 0)
        let first = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        let second = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress! + (n + 2), count: n + 2)
        for r in rows {
          let x = unsafe c.row(r, n).span
          var t = unsafe first.mutableSpan, f = unsafe second.mutableSpan
          transference.assign(x, into: &t)
          layered?.mix(r, into: &t)
          thermodynamics.assign(x, into: &f)
          var m = unsafe molar.row(r, n).mutableSpan
          for i in 0..<n + 2 { m[i] *= 2 * (1 - t[i]) * f[i] - 1 }
        }
      }
    }
  }

  /// load = Σ over faces of b (cᵢ − cⱼ), b = ψΛβRT/F: minus the divergence of the diffusion current.
  private func assembleDiffusionCurrent(_ c: ScalarField) {
    let factor = diffusionFactor
    guard factor != 0 else {
      load.fill(0)
      return
    }
    if obstruction != nil { return assembleDiffusionCurrentInSeries(c) }
    let n = grid.width, grid = self.grid
    let a = 0.5 * factor / (grid.widthSpacing * grid.widthSpacing)
    let g = 0.5 * factor / (grid.growthSpacing * grid.growthSpacing)
    let d = 0.5 * factor / (grid.depthSpacing * grid.depthSpacing)
    let molar = molarCoefficient, load = self.load
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let x = unsafe c.row(r, n).span, m = unsafe molar.row(r, n).span
        let xb = unsafe c.row(next.below, n).span, mb = unsafe molar.row(next.below, n).span
        let xa = unsafe c.row(next.above, n).span, ma = unsafe molar.row(next.above, n).span
        var s = unsafe load.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let lateral = (m[i] + m[i + 1]) * (x[i] - x[i + 1]) + (m[i] + m[i - 1]) * (x[i] - x[i - 1])
          let vertical = (m[i] + mb[i]) * (x[i] - xb[i]) + (m[i] + ma[i]) * (x[i] - xa[i])
          s[i] = a * lateral + g * vertical
        }
        if grid.depth > 1 {
          let xf = unsafe c.row(next.before, n).span, mf = unsafe molar.row(next.before, n).span
          let xr = unsafe c.row(next.behind, n).span, mr = unsafe molar.row(next.behind, n).span
          for i in 1..<n + 1 { s[i] += d * ((m[i] + mf[i]) * (x[i] - xf[i]) + (m[i] + mr[i]) * (x[i] - xr[i])) }
        }
      }
    }
  }

  /// The same where a face's conductance is less than the mean of its cells': as much less drives the diffusion current.
  private func assembleDiffusionCurrentInSeries(_ c: ScalarField) {
    let n = grid.width, grid = self.grid, matrix = self.matrix
    let factor = diffusionFactor, molar = molarCoefficient, coefficient = self.coefficient, load = self.load
    matrix.forEachRow { r, links in
      let next = grid.neighbours(of: r)
      let x = unsafe c.row(r, n).span, m = unsafe molar.row(r, n).span, k = unsafe coefficient.row(r, n).span
      let right = unsafe links.right.span
      var s = unsafe load.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let ahead = right[i] * (m[i] + m[i + 1]) / (k[i] + k[i + 1]) * (x[i] - x[i + 1])
        s[i] = factor * (ahead + right[i - 1] * (m[i] + m[i - 1]) / (k[i] + k[i - 1]) * (x[i] - x[i - 1]))
      }
      func add(_ row: Int, _ conductance: UnsafeMutableBufferPointer<Double>) {
        let y = unsafe c.row(row, n).span, o = unsafe molar.row(row, n).span, l = unsafe coefficient.row(row, n).span
        let link = unsafe conductance.span
        var s = unsafe load.row(r, n).mutableSpan
        for i in 1..<n + 1 { s[i] += factor * link[i] * (m[i] + o[i]) / (k[i] + l[i]) * (x[i] - y[i]) }
      }
      unsafe add(next.below, links.lower)
      unsafe add(next.above, links.upper)
      if grid.depth > 1 {
        unsafe add(next.before, links.before)
        unsafe add(next.behind, links.behind)
      }
    }
  }

  /// The half cell below the top and what lies beyond it in series; the diffusion potential on the way beside the counter plane's.
  private func assembleCounterSide(_ c: ScalarField) {
    let n = grid.width
    let h = grid.growthSpacing
    let thermal = electrolyte.thermalVoltage
    let layer = StagnantLayer(electrolyte: electrolyte)
    let weight = 0.5 * h / (0.5 * h + electrolyte.reservoirDistance)
    let inflow = self.inflow, load = self.load, coefficient = self.coefficient, electrolyte = self.electrolyte
    let endLink = self.endLink, endSource = self.endSource, endTransference = self.endTransference, endResistance = self.endResistance
    let layered = self.layered
    StagnantLayer.forEachTopCells(of: grid) { j, r, cells in
      let k = unsafe coefficient.row(r, n).span, x = unsafe c.row(r, n).span, entered = unsafe inflow.row(j, n).span
      var s = unsafe load.row(r, n).mutableSpan
      var link = unsafe endLink.row(j, n).mutableSpan
      var end = unsafe endSource.row(j, n).mutableSpan
      var transference = unsafe endTransference.row(j, n).mutableSpan
      var resistance = unsafe endResistance.row(j, n).mutableSpan
      for i in cells {
        let own = electrolyte.transference.value(x[i]), number = layered?.mixed(own, r, i) ?? own
        let plane = Self.planeConcentration(electrolyte, number, below: x[i], inflow: entered[i], spacing: h)
        // The layer begins at the top face; the way of the potential, at the centre of the cell below it.
        resistance[i] = 0.5 * h / k[i]
        transference[i] = number
        if electrolyte.reservoirDistance > 0 {
          let beyond = layer.properties(from: x[i] + (plane - x[i]) * weight, to: plane)
          resistance[i] += beyond.resistance
          transference[i] = beyond.transference
        }
        let way = layer.properties(from: x[i], to: plane)
        // The plane's concentration answers to the current at once: left to the next pass, it would overshoot from pass to pass.
        let answer = Self.planeResistance(electrolyte, number, below: x[i], plane, spacing: h)
        link[i] = 1 / ((resistance[i] + answer) * h)
        end[i] = link[i] * (electrolyte.counterPotential(plane) - thermal * way.diffusionPotential + answer * entered[i])
        s[i] += end[i]
      }
    }
  }

  /// Concentration on the counter plane, mol/m³: the reservoir's; at a lithium electrode that of the cell below it and the gradient that
  /// its current density (A/m²) sets up, D∂c/∂n = (1 − t₊)J/F.
  private static func planeConcentration(
    _ electrolyte: Electrolyte, _ transference: Double, below c: Double, inflow: Double, spacing: Double
  ) -> Double {
    guard electrolyte.counterSide == .lithium else { return electrolyte.concentration }
    let rise =
      0.5 * spacing * (1 - transference) * inflow
      / (PhysicalConstants.faraday * electrolyte.diffusivity.value(c))
    // Where the electrode takes salt up, c²/(c − rise) is the same to first order and stays positive.
    return rise > 0 ? c + rise : c * c / (c - rise)
  }

  /// What the rise of a lithium electrode's concentration with the current takes off the potential, Ω·m².
  private static func planeResistance(_ electrolyte: Electrolyte, _ transference: Double, below c: Double, _ plane: Double, spacing: Double)
    -> Double
  {
    guard electrolyte.counterSide == .lithium else { return 0 }
    let rise =
      0.5 * spacing * (1 - transference) / (PhysicalConstants.faraday * electrolyte.diffusivity.value(c))
    return electrolyte.thermalVoltage * max(0, 1 + electrolyte.diffusionPotentialFactor(plane)) * rise / plane
  }
}
