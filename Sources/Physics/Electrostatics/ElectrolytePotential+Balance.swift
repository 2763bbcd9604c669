public import Fields
import RealModule
public import Solvers

extension ElectrolytePotential {
  /// Sets diagonal and right-hand side of Newton's equation for the whole of φ̃, after the first time where there is interface only; returns
  /// Σ w i (A/m³) and the norm that the equation's residual is compared with.
  ///
  /// - Parameter isCurrentImposed: whether `exchangeConductance` is needed.
  func linearize(
    _ phi: ScalarField, _ front: FrontCurrent, metalPotential: Double, isCurrentImposed: Bool
  ) -> (current: Double, reference: Double) {
    let n = grid.width, grid = self.grid
    let matrix = self.matrix, load = self.load, source = self.source, conductance = self.exchangeConductance, endLink = self.endLink
    let rows = front.rows, isFirst = !isLinearized
    let contact = self.contact?.conductance
    let plating = front.plating, stripping = front.stripping, c = front.relativeConcentration, density = front.density
    // Without noise a row that is read anyway stands for its.
    let reaction = front.conductance, noise = front.hasNoise ? front.noise : density, noisy = front.hasNoise ? 1.0 : 0
    let currents = RowPartials(grid.rowCount), squares = RowPartials(grid.rowCount), exchange = RowPartials(grid.rowCount)
    front.evaluate(phi, metalPotential: metalPotential) { r in
      if isFirst {
        unsafe matrix.diagonal.row(r, n).update(repeating: 0)
        if rows[r] > 0 {
          source.assign(load, row: r)
        } else if isCurrentImposed {
          conductance.clear(r)
        }
      }
      var d = unsafe matrix.diagonal.row(r, n).mutableSpan
      var sum = 0.0, square = 0.0, exchanged = 0.0
      if rows[r] > 0 {
        let p = unsafe phi.row(r, n).span, s = unsafe source.row(r, n).span
        let w = unsafe density.row(r, n).span, x = unsafe c.row(r, n).span
        let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
        let k = unsafe reaction.row(r, n).span, f = unsafe noise.row(r, n).span
        var l = unsafe load.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          let net = w[i] * (x[i] * a[i] - b[i] + noisy * f[i]), gross = w[i] * (x[i] * a[i] + b[i]), slope = w[i] * k[i]
          d[i] = slope
          l[i] = s[i] - net + slope * p[i]
          sum = Relaxed.sum(sum, net)
          square = Relaxed.multiplyAdd(net, net, square)
          exchanged = Relaxed.multiplyAdd(gross, gross, exchanged)
        }
        if isCurrentImposed {
          var g = unsafe conductance.row(r, n).mutableSpan
          for i in 1..<n + 1 { g[i] = d[i] }
        }
      }
      if let contact, isFirst || rows[r] > 0 {
        let k = unsafe contact.row(r, n).span
        for i in 1..<n + 1 { d[i] += k[i] }
      }
      currents[r] = sum
      squares[r] = square
      exchange[r] = exchanged
    }
    let lowest = grid.rowCount - grid.depth
    for j in 0..<grid.depth where isFirst || rows[lowest + j] > 0 {
      let link = unsafe endLink.row(j, n).span
      var d = unsafe matrix.diagonal.row(lowest + j, n).mutableSpan
      for i in 1..<n + 1 { d[i] += link[i] }
    }
    solver.assignDiagonal(matrix, rows: isFirst ? nil : rows)
    isLinearized = true
    // Near equilibrium the net current vanishes; the equation is then judged against a millionth of the exchange.
    return (currents.sum(), max(squares.sum().squareRoot(), 1e-6 * exchange.sum().squareRoot()))
  }

  /// Largest change of φ̃ in one Newton step, V: three thermal voltages, beyond which the exponentials overshoot.
  static let stepCap = 0.08
  /// What a linear solve leaves of the residual, at most.
  private static let leastReduction = 0.03

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
    var isCurrentImposed = false
    if case .galvanostatic = control { isCurrentImposed = true }
    // A start far off needs a step for each cap's length of the way.
    let most = 60 + Int(min(1e4, abs(metalPotential) / Self.stepCap))
    while report.newtonIterations < most {
      let (current, reference) = linearize(phi, front, metalPotential: metalPotential, isCurrentImposed: isCurrentImposed)
      var imbalance = 0.0
      if case .galvanostatic(let density) = control {
        // Σ w i h over a column is a current density.
        imbalance = density * cells / grid.growthSpacing - current
      }
      // Where a step is foreseen well, one solve that goes this far is all that it takes.
      let reduction = report.newtonIterations == 0 ? Self.leastReduction : min(Self.leastReduction, 0.5 * report.residual)
      let solve = solver.solve(
        matrix, phi, source: load, tolerance: reduction, relativeToStart: true, reference: reference, floor: tolerance,
        keepingStartIn: previous, maximumIterations: 80)
      report.residual = solve.startingResidual
      report.newtonIterations += 1
      report.linearIterations += solve.iterations
      var shift = 0.0
      if case .galvanostatic(let density) = control {
        let scale = abs(density) * cells / grid.growthSpacing
        let target = max(scale, 1e-3 * front.kinetics.exchangeCurrentDensity * cells / grid.growthSpacing)
        if solve.startingResidual <= tolerance && abs(imbalance) <= tolerance * target {
          report.isConverged = true
          break
        }
        if solve.iterations == 0 { previous.assign(phi) }
        let answer = solver.solve(matrix, response, source: exchangeConductance, tolerance: 1e-3, maximumIterations: 80)
        report.linearIterations += answer.iterations
        if !(answer.relativeResidual < 1) {
          response.fill(0)
          break
        }
        let gain = exchangeConductance.dot(phi) - exchangeConductance.dot(previous)
        let slope = exchangeConductance.sum() - exchangeConductance.dot(response)
        shift = (imbalance - gain) / -slope
        add(shift, of: response, to: phi)
      } else if solve.startingResidual <= tolerance {
        report.isConverged = true
        break
      } else if solve.iterations == 0 {
        previous.assign(phi)
      }
      let change = largestChange(from: previous, to: phi, at: front, less: shift)
      if !change.isFinite { break }
      if change > Self.stepCap {
        let part = Self.stepCap / change
        blend(phi, with: previous, part: part)
        shift *= part
      }
      metalPotential += shift
    }
    assignInflow(phi)
    return report
  }

  /// Residual that the potential at the end of a step may keep, of the norm of w i: a hundredth of what a pass leaves. No current and no salt
  /// follows from it but by ∇t₊ and the next first guess.
  public static let carriedTolerance = 1e-6

  /// Solves for the φ̃ that carries a given current (A/m² of interface, in `front.currentDensity`), so that what enters at the top
  /// is what the interface takes. For what `assemble` took over last.
  ///
  /// A solve to `carriedTolerance` leaves the two that far apart. What is left of the balance of the whole goes into a factor on φ̃ that
  /// differs from 1 by no more than that; where no such factor does it, as near rest, the solve goes on to 1e-9.
  public func carry(_ phi: ScalarField, _ front: FrontCurrent) -> SolveReport {
    let n = grid.width, grid = self.grid
    let load = self.load, source = self.source, matrix = self.matrix
    let i0 = front.currentDensity, density = front.density, rows = front.rows, isFirst = !isLinearized
    isLinearized = true
    // Newton's method has left the same elsewhere.
    if isFirst || contact != nil {
      matrix.diagonal.fill(0)
    } else {
      grid.forEachTile { tile in for r in tile where rows[r] > 0 { matrix.diagonal.clear(r) } }
    }
    for j in 0..<grid.depth {
      let link = unsafe endLink.row(j, n).span
      var d = unsafe matrix.diagonal.row(grid.rowCount - grid.depth + j, n).mutableSpan
      for i in 1..<n + 1 { d[i] = link[i] }
    }
    if let contact { add(product: contact.conductance, nil, to: matrix.diagonal) }
    let densities = RowPartials(grid.rowCount)
    let square = grid.sum { r in
      guard rows[r] > 0 else { return 0 }
      if isFirst { source.assign(load, row: r) }
      let s = unsafe source.row(r, n).span, w = unsafe density.row(r, n).span, current = unsafe i0.row(r, n).span
      var l = unsafe load.row(r, n).mutableSpan
      var sum = 0.0, area = 0.0
      for i in 1..<n + 1 {
        let sink = w[i] * current[i]
        l[i] = s[i] - sink
        sum = Relaxed.multiplyAdd(sink, sink, sum)
        area = Relaxed.multiplyAdd(w[i], w[i], area)
      }
      densities[r] = area
      return sum
    }
    solver.assignDiagonal(matrix, rows: isFirst ? nil : rows)
    // At rest a millionth of the exchange is the measure.
    let reference = max(square.squareRoot(), 1e-6 * front.kinetics.exchangeCurrentDensity * densities.sum().squareRoot())
    var report = solver.solve(
      matrix, phi, source: load, tolerance: Self.carriedTolerance, reference: reference, maximumIterations: 80)
    let drawn = contact == nil ? drawnThroughTop(phi) : matrix.diagonal.dot(phi)
    let excess = (load.sum() - drawn) / drawn
    if abs(excess) <= Self.carriedTolerance {
      add(excess, of: phi, to: phi)
    } else {
      let rest = solver.solve(matrix, phi, source: load, tolerance: 1e-9, reference: reference, maximumIterations: 80)
      report = SolveReport(iterations: report.iterations + rest.iterations, relativeResidual: rest.relativeResidual)
    }
    assignInflow(phi)
    return report
  }

  /// Σ of the diagonal times φ̃ where only the top cells have one, A/m³.
  private func drawnThroughTop(_ phi: ScalarField) -> Double {
    let n = grid.width
    let sums = RowPartials(grid.depth)
    for j in 0..<grid.depth {
      let link = unsafe endLink.row(j, n).span, p = unsafe phi.row(grid.rowCount - grid.depth + j, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum = Relaxed.multiplyAdd(link[i], p[i], sum) }
      sums[j] = sum
    }
    return sums.sum()
  }

  /// result += a b, or += a.
  func add(product a: ScalarField, _ b: ScalarField?, to result: ScalarField) {
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

  func add(_ factor: Double, of change: ScalarField, to phi: ScalarField) {
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

  func blend(_ phi: ScalarField, with previous: ScalarField, part: Double) {
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
  func largestChange(from old: ScalarField, to new: ScalarField, at front: FrontCurrent, less shift: Double) -> Double {
    let n = grid.width
    let density = front.density, rows = front.rows
    return grid.maximum { r in
      guard rows[r] > 0 else { return 0 }
      let p = unsafe old.row(r, n), q = unsafe new.row(r, n), w = unsafe density.row(r, n)
      return largestMagnitude(1..<n + 1) { i in unsafe w[i] > 0 ? q[i] - p[i] - shift : 0 }
    }
  }
}
