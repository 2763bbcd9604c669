import Fields
import Physics
import Testing

@testable import Simulations

@Suite struct SimulationTests {
  /// A flat front in a strip a few cells wide: 20 µm of electrolyte at κ = 1 S/m, without salt unless told.
  private func strip(
    _ control: ChargingControl, duration: Double, salt: Bool = false, edit: (inout EndConditions) -> Void = { _ in }
  ) -> Simulation {
    let grid = Grid(width: 8, growth: 48, widthSpacing: 0.5e-6)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: 1, at: 1000),
      cationTransferenceNumber: 0.4)
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: 1e-6)
    parameters.hasSaltTransport = salt
    let model = ButlerVolmerModel(grid, parameters)
    model.start { _, _, z in z - 4e-6 }
    var ends = EndConditions(duration: duration)
    edit(&ends)
    return Simulation(model, control: control, ends: ends, stepSize: StepSizeControl(spacing: grid.growthSpacing))
  }

  private final class Clock: Observer {
    let times: [Double]
    var seen: [Double] = []
    var finished: EndReason?
    init(_ times: [Double]) { self.times = times }
    var nextTime: Double { times.first { $0 > (seen.last ?? -1) } ?? .infinity }
    func observe(_ simulation: Simulation) { seen.append(simulation.metrics.time) }
    func finish(_ simulation: Simulation, _ reason: EndReason) { finished = reason }
  }

  @Test func scheduledTimesAreMetExactly() throws {
    let simulation = strip(.galvanostatic(currentDensity: 100), duration: 30)
    let clock = Clock([0.1, 1.0 / 3.0, 7, 29.999999999])
    simulation.observers = [clock]
    #expect(try simulation.run() == .duration)
    #expect(clock.finished == .duration)
    #expect(clock.seen.contains(0.1) && clock.seen.contains(1.0 / 3.0) && clock.seen.contains(7))
    #expect(clock.seen.last == 30)
    #expect(clock.seen.first == 0)
    // Faraday: 100 A/m² for 30 s. The contour runs ahead of the volume by some hundredths of δ = 1 µm.
    let metrics = simulation.metrics
    #expect(abs(metrics.charge - 3000) < 1e-9)
    #expect(abs(metrics.morphology.meanHeight - 4e-6 - 3000 * 1.3e-5 / PhysicalConstants.faraday) < 0.1e-6)
    #expect(abs(metrics.lithiumBalance) < 1e-10)
    #expect(abs(metrics.currentBalance) < 1e-8)
  }

  @Test func theStopHeightEndsTheRun() throws {
    let simulation = strip(.galvanostatic(currentDensity: 100), duration: 1000) { $0.stopHeight = 5e-6 }
    #expect(try simulation.run() == .stopHeight)
    #expect(simulation.metrics.morphology.tipHeight >= 5e-6)
    #expect(simulation.metrics.morphology.tipHeight < 5.11e-6)
  }

  @Test func theVoltageLimitEndsTheRun() throws {
    // The limiting current over 20 µm is 2412 A/m².
    let simulation = strip(.galvanostatic(currentDensity: 4800), duration: 100, salt: true) { $0.maximumVoltage = 0.5 }
    guard case .maximumVoltage = try simulation.run() else {
      Issue.record("another end")
      return
    }
    #expect(simulation.metrics.time > 0)
  }

  @Test func aSignalEndsTheRunAfterAStep() throws {
    let simulation = strip(.potentiostatic(voltage: 0.1), duration: 1000)
    let clock = Clock([])
    simulation.observers = [clock]
    simulation.interruption = { clock.seen.count >= 3 ? 2 : nil }
    #expect(try simulation.run() == .interrupted(signal: 2))
    #expect(simulation.metrics.step == 2)
    #expect(clock.finished == .interrupted(signal: 2))
  }

  @Test func aCurrentBeyondTheLimitHasNoSolution() throws {
    let current = 3 * 2412.1
    let simulation = strip(.galvanostatic(currentDensity: current), duration: 100, salt: true)
    let clock = Clock([])
    simulation.observers = [clock]
    // δ is a sixth of the layer that Sand's time empties: later by 63 %, 46 % and 22 % for δ = 1, 0.5 and 0.25 µm.
    guard case .noSolution(let refusal) = try simulation.run() else {
      Issue.record("the run went on")
      return
    }
    #expect(refusal.isCurrentTooLarge)
    let sandTime = try #require(refusal.sandTime)
    #expect(refusal.time > 0.5 * sandTime && refusal.time < 2 * sandTime)
    #expect(simulation.metrics.saltMinimum > 0)
    // Whoever looks on has seen the last step, which was taken and is the one that is named.
    #expect(clock.seen.last == simulation.metrics.time)
    if refusal.isTaken {
      #expect(refusal.step == simulation.metrics.step)
      #expect(refusal.time == simulation.metrics.time - simulation.metrics.timeStep)
    } else {
      #expect(refusal.step == simulation.metrics.step + 1 && refusal.time == simulation.metrics.time)
    }
  }

  @Test func aSolverThatFailsWithSaltLeftIsNotCalledACurrentThatIsTooLarge() {
    var refusal = StepRefusal(
      failure: .potentialNotBalanced(residual: 1), step: 4, time: 1, timeStep: 1e-9, x: 0, z: 0, sandTime: 10, frontSalt: 0.6)
    #expect(!refusal.isCurrentTooLarge)
    refusal.frontSalt = 0.05
    #expect(refusal.isCurrentTooLarge)
    refusal.failure = .notFinite
    #expect(!refusal.isCurrentTooLarge)
    refusal.failure = .potentialNotBalanced(residual: 1)
    refusal.sandTime = nil
    #expect(!refusal.isCurrentTooLarge)
  }
}
