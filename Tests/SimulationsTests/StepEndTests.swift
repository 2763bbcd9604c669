import Fields
import Physics
import Testing

@testable import Simulations

/// Steps end where they should.
@Suite struct StepEndTests {
  private func current(_ density: Double, _ ends: StepEnd...) -> ProtocolStep {
    ProtocolStep(.constant(.galvanostatic(currentDensity: density)), ends: ends)
  }

  @Test func capacitiesAtConstantCurrentAreExact() throws {
    let whole = ChargingProtocol([
      .step(current(100, .arealCapacity(1234.5), .duration(1000))), .step(current(-70, .arealCapacity(333.3))),
      .step(current(0, .duration(1))),
    ])
    let (simulation, _) = StripCell.run(StripCell.model(), whole)
    #expect(try simulation.run() == .protocolDone)
    let records = simulation.records
    #expect(records.map(\.ending) == [.condition(.arealCapacity(1234.5)), .condition(.arealCapacity(333.3)), .condition(.duration(1))])
    #expect(abs(records[0].platedCharge / 1234.5 - 1) < 1e-12 && records[0].strippedCharge == 0)
    #expect(abs(records[1].strippedCharge / 333.3 - 1) < 1e-12 && records[1].platedCharge == 0)
    #expect(abs(records[0].endTime - 12.345) < 1e-12)
    #expect(records[2].endTime == records[1].endTime + 1)
    #expect(abs(records[1].coulombicEfficiency! - 333.3 / 1234.5) < 1e-12)
    // The first of two conditions ends a step.
    let (early, _) = StripCell.run(StripCell.model(), ChargingProtocol([.step(current(100, .arealCapacity(1e9), .duration(0.7)))]))
    #expect(try early.run() == .protocolDone)
    #expect(early.metrics.time == 0.7 && early.records[0].ending == .condition(.duration(0.7)))
  }

  @Test func pulseEdgesAreMetExactly() throws {
    let pulses = ImposedControl.pulses([
      .init(.galvanostatic(currentDensity: 100), duration: 0.3), .init(.galvanostatic(currentDensity: -20), duration: 0.1),
      .init(.galvanostatic(currentDensity: 0), duration: 0.6),
    ])
    let (simulation, log) = StripCell.run(StripCell.model(), ChargingProtocol([.step(ProtocolStep(pulses, ends: [.duration(3)]))]))
    #expect(try simulation.run() == .protocolDone)
    let times = log.metrics.map(\.time)
    for n in 0..<3 {
      for edge in [0.3, 0.3 + 0.1, 0.3 + 0.1 + 0.6] { #expect(times.contains { abs($0 - Double(n) - edge) < 1e-15 * 4 }) }
    }
    #expect(times.last == 3)
    for metrics in log.metrics where metrics.timeStep > 0 {
      let phase = (metrics.time - 0.5 * metrics.timeStep).truncatingRemainder(dividingBy: 1)
      #expect(abs(metrics.currentDensity - (phase < 0.3 ? 100 : phase < 0.4 ? -20 : 0)) < 1e-9)
    }
    #expect(abs(simulation.metrics.platedCharge - 90) < 1e-10 && abs(simulation.metrics.strippedCharge - 6) < 1e-10)
  }

  @Test func voltagesAreMetWithinATenthOfAMillivolt() throws {
    // Above the limiting current the voltage rises without bound.
    let current = current(1.5 * StripCell.limitingCurrent, .voltageAbove(0.45), .duration(100))
    let (simulation, _) = StripCell.run(StripCell.model(salt: true), ChargingProtocol([.step(current)]))
    #expect(try simulation.run() == .protocolDone)
    #expect(simulation.records[0].ending == .condition(.voltageAbove(0.45)))
    #expect(abs(simulation.metrics.voltage - 0.45) <= StepEnd.voltageTolerance, "\(simulation.metrics.voltage)")
  }

  @Test func heightsAreMetWithinAHundredthOfACell() throws {
    let whole = ChargingProtocol([.step(current(100, .tipHeight(4.7e-6))), .step(current(-100, .meanHeightBelow(3.3e-6)))])
    let (simulation, _) = StripCell.run(StripCell.model(), whole, ends: EndConditions(duration: 1000))
    #expect(try simulation.run() == .protocolDone)
    #expect(abs(simulation.records[0].metrics.morphology.tipHeight - 4.7e-6) <= 0.01 * 0.5e-6)
    #expect(abs(simulation.records[1].metrics.morphology.meanHeight - 3.3e-6) <= 0.01 * 0.5e-6)
  }

  @Test func cutOffCurrentsAreMetWithinAThousandth() throws {
    // Potentiostatic with a held front: the current falls to what the salt can carry.
    let model = StripCell.model(salt: true) { $0.isInterfaceHeld = true }
    let limit = 1.3 * StripCell.limitingCurrent
    let hold = ProtocolStep(.constant(.potentiostatic(voltage: 0.5)), ends: [.currentBelow(limit), .duration(60)])
    let (simulation, _) = StripCell.run(model, ChargingProtocol([.step(hold)]), longest: 0.02)
    #expect(try simulation.run() == .protocolDone)
    #expect(simulation.records[0].ending == .condition(.currentBelow(limit)))
    #expect(abs(simulation.metrics.currentDensity / limit - 1) <= StepEnd.currentTolerance)
  }

  @Test func capacitiesAtAVaryingCurrentAreMetWithinAHundredThousandth() throws {
    let hold = ProtocolStep(.constant(.potentiostatic(voltage: 0.2)), ends: [.arealCapacity(900)])
    let back = ProtocolStep(.ramp(.init(.currentDensity, to: -200, pace: .rate(100))), ends: [.arealCapacity(300)])
    let (simulation, _) = StripCell.run(
      StripCell.model(salt: true), ChargingProtocol([.step(hold), .step(back)]), ends: .init(duration: 60))
    #expect(try simulation.run() == .protocolDone)
    #expect(simulation.records.map(\.ending) == [.condition(.arealCapacity(900)), .condition(.arealCapacity(300))])
    #expect(abs(simulation.records[0].platedCharge / 900 - 1) <= StepEnd.chargeTolerance)
    // The ramp plates first: net of both directions counts.
    let record = simulation.records[1]
    #expect(record.platedCharge > 0)
    #expect(abs(abs(record.platedCharge - record.strippedCharge) / 300 - 1) <= StepEnd.chargeTolerance)
  }

  @Test func aStepThatIsAlreadyAtItsEndTakesNoTime() throws {
    let whole = ChargingProtocol([.step(current(100, .voltageAbove(1e-6))), .step(current(0, .duration(1)))])
    let (simulation, _) = StripCell.run(StripCell.model(), whole)
    #expect(try simulation.run() == .protocolDone)
    #expect(simulation.records[0].timeSteps == 0 && simulation.records[0].endTime == 0)
    #expect(simulation.metrics.time == 1)
  }

  @Test func aCurrentThatIsNotCarriedEndsAStepWithAVoltageLimit() throws {
    let whole = ChargingProtocol([.step(current(3 * StripCell.limitingCurrent, .voltageAbove(50))), .step(current(0, .duration(0.01)))])
    let (simulation, _) = StripCell.run(StripCell.model(salt: true), whole, ends: EndConditions(duration: 100))
    #expect(try simulation.run() == .protocolDone)
    guard case .currentNotCarried(.voltageAbove(50), let refusal) = simulation.records[0].ending else {
      Issue.record("\(String(describing: simulation.records[0].ending))")
      return
    }
    #expect(refusal.isCurrentTooLarge)
    #expect(simulation.records[1].ending == .condition(.duration(0.01)))
    #expect(simulation.metrics.currentDensity.magnitude < 1e-6)
  }
}
