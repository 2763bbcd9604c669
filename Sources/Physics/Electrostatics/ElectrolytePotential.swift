public import Fields
import Foundation
public import Solvers

/// Charge conservation in the electrolyte, ∇·(ψJ) = −w i with J = −κ∇φ̃ + (RT/F) κ β ∇ln c, for the reduced potential
/// φ̃ = φ_l − (RT/F) ln(c/c₀) and a Butler–Volmer current i(φ̃) (smoothed-boundary form: Yu, Chen & Thornton, Modelling Simul.
/// Mater. Sci. Eng. 20 (2012) 075008).
///
/// ψ is the electrolyte indicator and w = |∇ψ| the interface density. The counter plane φ_l = 0 lies at the top of the domain or
/// behind a stagnant layer. In the metal ψ is held above a floor, far below anything that conducts, so that the problem is definite.
public final class ElectrolytePotential {
  /// ψ + floor (1 − ψ) conducts. 1e-4 shifts the potential beside the metal by less than 0.01 mV.
  public static let indicatorFloor = 1e-4

  public let electrolyte: Electrolyte
  private let grid: Grid
  private let matrix: ConductionOperator
  private let solver: ConjugateGradient
  private let coefficient: ScalarField
  private let molarCoefficient: ScalarField
  /// Divergence of the diffusion current, and the counter side's contribution.
  private let source: ScalarField
  private let load: ScalarField
  /// Change of φ̃ with the metal potential, kept as the next initial guess.
  private let response: ScalarField
  private let previous: ScalarField
  private let conductance: ScalarField
  /// Link of each top cell to the counter plane, and the potential beyond it times that link.
  private let endLink: ScalarField
  private let endSource: ScalarField

  public init(_ grid: Grid, electrolyte: Electrolyte) {
    self.grid = grid
    self.electrolyte = electrolyte
    matrix = ConductionOperator(grid)
    solver = ConjugateGradient(grid)
    coefficient = ScalarField(grid)
    molarCoefficient = ScalarField(grid)
    source = ScalarField(grid)
    load = ScalarField(grid)
    response = ScalarField(grid)
    previous = ScalarField(grid)
    conductance = ScalarField(grid)
    let top = Grid(width: grid.width, depth: grid.depth, growth: 1, widthSpacing: grid.widthSpacing)
    endLink = ScalarField(top)
    endSource = ScalarField(top)
  }

  /// Cells tied to an imposed reduced potential by a conductance per volume (S/m³): a further electrode, or the surroundings of a
  /// test cell. Set before `assemble`.
  public var contact: (conductance: ScalarField, potential: ScalarField)?

  /// Takes over indicator and concentration (mol/m³): conductances, diffusion current, counter side.
  public func assemble(indicator psi: ScalarField, concentration c: ScalarField) {
    let n = grid.width
    let law = electrolyte.conductivity
    let floor = Self.indicatorFloor
    let coefficient = self.coefficient, molar = self.molarCoefficient
    grid.forEachTile { rows in
      for r in rows {
        let p = unsafe psi.row(r, n).span, x = unsafe c.row(r, n).span
        var m = unsafe molar.row(r, n).mutableSpan
        law.assign(x, into: &m)
        var k = unsafe coefficient.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          m[i] *= floor + (1 - floor) * p[i]
          k[i] = m[i] * x[i]
        }
      }
    }
    matrix.setFaces(meanOf: coefficient)
    assembleDiffusionCurrent(c)
    assembleCounterSide(c)
    if let contact { add(product: contact.conductance, contact.potential, to: source) }
    solver.preconditioner.assign(matrix)
  }

  /// source = Σ over faces of b (cᵢ − cⱼ), b = ψΛβRT/F: minus the divergence of the diffusion current.
  private func assembleDiffusionCurrent(_ c: ScalarField) {
    let factor = electrolyte.thermalVoltage * electrolyte.diffusionPotentialFactor
    guard factor != 0 else {
      source.fill(0)
      return
    }
    let n = grid.width, grid = self.grid
    let a = 0.5 * factor / (grid.widthSpacing * grid.widthSpacing)
    let g = 0.5 * factor / (grid.growthSpacing * grid.growthSpacing)
    let d = 0.5 * factor / (grid.depthSpacing * grid.depthSpacing)
    let molar = molarCoefficient, source = self.source
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let x = unsafe c.row(r, n).span, m = unsafe molar.row(r, n).span
        let xb = unsafe c.row(next.below, n).span, mb = unsafe molar.row(next.below, n).span
        let xa = unsafe c.row(next.above, n).span, ma = unsafe molar.row(next.above, n).span
        var s = unsafe source.row(r, n).mutableSpan
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

  /// The half cell below the top and the stagnant layer in series; the layer's diffusion potential beside the counter plane's.
  private func assembleCounterSide(_ c: ScalarField) {
    let n = grid.width
    let h = grid.growthSpacing
    let factor = electrolyte.thermalVoltage * electrolyte.diffusionPotentialFactor
    let weight = 0.5 * h / (0.5 * h + electrolyte.reservoirDistance)
    for j in 0..<grid.depth {
      let r = grid.rowCount - grid.depth + j
      let k = unsafe coefficient.row(r, n).span, x = unsafe c.row(r, n).span
      var s = unsafe source.row(r, n).mutableSpan
      var link = unsafe endLink.row(j, n).mutableSpan
      var end = unsafe endSource.row(j, n).mutableSpan
      for i in 1..<n + 1 {
        let face = x[i] + (electrolyte.concentration - x[i]) * weight
        let resistance = 0.5 * h / k[i] + electrolyte.stagnantLayerResistance(topConcentration: face)
        link[i] = 1 / (resistance * h)
        let potential = electrolyte.reservoirReducedPotential - factor * log(electrolyte.concentration / x[i])
        end[i] = link[i] * potential
        s[i] += end[i]
      }
    }
  }

  /// Sets diagonal and right-hand side of Newton's equation for the whole of φ̃; returns Σ w i (A/m³) and
  /// the norm that the equation's residual is compared with.
  private func linearize(_ phi: ScalarField, _ front: FrontCurrent, metalPotential: Double) -> (current: Double, reference: Double) {
    let n = grid.width, grid = self.grid
    let matrix = self.matrix, load = self.load, source = self.source, conductance = self.conductance, endLink = self.endLink
    front.evaluate(phi, metalPotential: metalPotential)
    let plating = front.plating, stripping = front.stripping, c = front.relativeConcentration, density = front.density
    let alpha = front.kinetics.chargeTransferCoefficient / front.kinetics.thermalVoltage
    let beta = 1 / front.kinetics.thermalVoltage - alpha
    let squares = RowPartials(grid.rowCount), exchange = RowPartials(grid.rowCount)
    let current = grid.sum { r in
      let p = unsafe phi.row(r, n).span, s = unsafe source.row(r, n).span
      let w = unsafe density.row(r, n).span, x = unsafe c.row(r, n).span
      let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
      var g = unsafe conductance.row(r, n).mutableSpan
      var d = unsafe matrix.diagonal.row(r, n).mutableSpan
      var l = unsafe load.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let forward = x[i] * a[i]
        g[i] = w[i] * (alpha * forward + beta * b[i])
        d[i] = g[i]
        l[i] = s[i] - w[i] * (forward - b[i]) + g[i] * p[i]
      }
      var sum = 0.0, square = 0.0, exchanged = 0.0
      for i in 1..<n + 1 {
        let net = w[i] * (x[i] * a[i] - b[i]), gross = w[i] * (x[i] * a[i] + b[i])
        sum += net
        square += net * net
        exchanged += gross * gross
      }
      squares[r] = square
      exchange[r] = exchanged
      return sum
    }
    for j in 0..<grid.depth {
      let link = unsafe endLink.row(j, n).span
      var d = unsafe matrix.diagonal.row(grid.rowCount - grid.depth + j, n).mutableSpan
      for i in 1..<n + 1 { d[i] += link[i] }
    }
    if let contact { add(product: contact.conductance, nil, to: matrix.diagonal) }
    // Near equilibrium the net current vanishes; the equation is then judged against a millionth of the exchange.
    return (current, max(squares.sum().squareRoot(), 1e-6 * exchange.sum().squareRoot()))
  }

  /// Largest change of φ̃ in one Newton step, V: three thermal voltages, beyond which the exponentials overshoot.
  private static let stepCap = 0.08

  /// Solves for φ̃ (in place) by Newton's method, under potentiostatic control with the metal potential as given, under galvanostatic
  /// control together with the metal potential.
  ///
  /// - Parameter tolerance: of the equation's norm relative to that of w i.
  /// - Returns: what it took; `isConverged` false when the iterations ran out.
  public func balance(
    _ phi: ScalarField, _ front: FrontCurrent, metalPotential: inout Double, control: ChargingControl, tolerance: Double
  ) -> BalanceReport {
    var report = BalanceReport()
    let cells = Double(grid.width * grid.depth)
    while report.newtonIterations < 60 {
      let (current, reference) = linearize(phi, front, metalPotential: metalPotential)
      var imbalance = 0.0
      if case .galvanostatic(let density) = control {
        // Σ w i h over a column is a current density.
        imbalance = density * cells / grid.growthSpacing - current
      }
      let first = report.newtonIterations == 0 ? 0.1 : min(0.1, 0.5 * report.residual)
      previous.assign(phi)
      solver.preconditioner.assignDiagonal(matrix)
      let solve = solver.solve(
        matrix, phi, source: load, tolerance: first, relativeToStart: true, reference: reference, floor: tolerance,
        maximumIterations: 80)
      report.residual = solve.startingResidual
      report.newtonIterations += 1
      report.linearIterations += solve.iterations
      var shift = 0.0
      if case .galvanostatic(let density) = control {
        let scale = abs(density) * cells / grid.growthSpacing
        let target = max(scale, 1e-3 * front.kinetics.exchangeCurrentDensity * cells / grid.growthSpacing)
        if solve.startingResidual <= tolerance && abs(imbalance) <= tolerance * target {
          phi.assign(previous)
          report.isConverged = true
          break
        }
        let answer = solver.solve(matrix, response, source: conductance, tolerance: 1e-3, maximumIterations: 80)
        report.linearIterations += answer.iterations
        if !(answer.relativeResidual < 1) {
          response.fill(0)
          break
        }
        let gain = conductance.dot(phi) - conductance.dot(previous)
        let slope = conductance.sum() - conductance.dot(response)
        shift = (imbalance - gain) / -slope
        add(shift, of: response, to: phi)
      } else if solve.startingResidual <= tolerance {
        phi.assign(previous)
        report.isConverged = true
        break
      }
      let change = largestChange(from: previous, to: phi, at: front.density, less: shift)
      if !change.isFinite { break }
      if change > Self.stepCap {
        let part = Self.stepCap / change
        blend(phi, with: previous, part: part)
        shift *= part
      }
      metalPotential += shift
    }
    return report
  }

  /// Solves for the φ̃ that carries a given current (A/m² of interface, in `front.currentDensity`), so that what enters at the top
  /// is what the interface takes.
  public func carry(_ phi: ScalarField, _ front: FrontCurrent, tolerance: Double) -> SolveReport {
    let n = grid.width, grid = self.grid
    let load = self.load, source = self.source, matrix = self.matrix
    let i0 = front.currentDensity, density = front.density
    matrix.diagonal.fill(0)
    for j in 0..<grid.depth {
      let link = unsafe endLink.row(j, n).span
      var d = unsafe matrix.diagonal.row(grid.rowCount - grid.depth + j, n).mutableSpan
      for i in 1..<n + 1 { d[i] = link[i] }
    }
    if let contact { add(product: contact.conductance, nil, to: matrix.diagonal) }
    let square = grid.sum { r in
      let s = unsafe source.row(r, n).span, w = unsafe density.row(r, n).span, current = unsafe i0.row(r, n).span
      var l = unsafe load.row(r, n).mutableSpan
      var sum = 0.0
      for i in 1..<n + 1 {
        let sink = w[i] * current[i]
        l[i] = s[i] - sink
        sum += sink * sink
      }
      return sum
    }
    solver.preconditioner.assignDiagonal(matrix)
    // At rest a millionth of the exchange is the measure.
    let reference = max(square.squareRoot(), 1e-6 * front.kinetics.exchangeCurrentDensity * density.dot(density).squareRoot())
    let report = solver.solve(
      matrix, phi, source: load, tolerance: tolerance, reference: reference, maximumIterations: 80)
    return report
  }

  /// Current density that enters through the top faces, mean over the cross-section, A/m².
  public func topCurrentDensity(_ phi: ScalarField) -> Double {
    let n = grid.width
    var sum = 0.0
    for j in 0..<grid.depth {
      let link = unsafe endLink.row(j, n).span, end = unsafe endSource.row(j, n).span
      let p = unsafe phi.row(grid.rowCount - grid.depth + j, n).span
      for i in 1..<n + 1 { sum += end[i] - link[i] * p[i] }
    }
    return sum * grid.growthSpacing / Double(n * grid.depth)
  }

  /// result += a b, or += a.
  private func add(product a: ScalarField, _ b: ScalarField?, to result: ScalarField) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe a.row(r, n).span
        var y = unsafe result.row(r, n).mutableSpan
        if let b {
          let z = unsafe b.row(r, n).span
          for i in 1..<n + 1 { y[i] += x[i] * z[i] }
        } else {
          for i in 1..<n + 1 { y[i] += x[i] }
        }
      }
    }
  }

  private func add(_ factor: Double, of change: ScalarField, to phi: ScalarField) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let u = unsafe change.row(r, n).span
        var p = unsafe phi.row(r, n).mutableSpan
        for i in 1..<n + 1 { p[i] += factor * u[i] }
        phi.seal(r)
      }
    }
  }

  private func blend(_ phi: ScalarField, with previous: ScalarField, part: Double) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let q = unsafe previous.row(r, n).span
        var p = unsafe phi.row(r, n).mutableSpan
        for i in 0..<n + 2 { p[i] = q[i] + part * (p[i] - q[i]) }
      }
    }
  }

  /// Largest change of φ_m − φ̃ where there is interface.
  private func largestChange(from old: ScalarField, to new: ScalarField, at density: ScalarField, less shift: Double) -> Double {
    let n = grid.width
    return grid.maximum { r in
      let p = unsafe old.row(r, n).span, q = unsafe new.row(r, n).span, w = unsafe density.row(r, n).span
      var m = 0.0
      for i in 1..<n + 1 {
        let change = w[i] > 0 ? abs(q[i] - p[i] - shift) : 0
        m = change.isNaN ? change : max(m, change)
      }
      return m
    }
  }
}

/// How a potential balance went.
public struct BalanceReport: Sendable {
  public var newtonIterations = 0
  public var linearIterations = 0
  /// Norm of the equation at the last iterate over that of w i.
  public var residual = Double.infinity
  public var isConverged = false

  public init() {}
}
