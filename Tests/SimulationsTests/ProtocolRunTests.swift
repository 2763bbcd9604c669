import Fields
import Foundation
import Physics
import Testing

@testable import Simulations

/// Whole protocols against closed forms.
@Suite struct ProtocolRunTests {
  @Test func platingAndStrippingTheSameChargeReturnsTheLithium() throws {
    let model = StripCell.model(salt: true)
    let start = model.state.metalThickness
    let steps = [200.0, -150].map {
      ProtocolStep(.constant(.galvanostatic(currentDensity: $0)), ends: [.arealCapacity(2000)])
    }
    let (simulation, log) = StripCell.run(model, ChargingProtocol([.group(steps, repeats: 3)]))
    #expect(try simulation.run() == .protocolDone)
    #expect(abs(model.state.metalThickness / start - 1) < 1e-12)
    #expect(simulation.records.map(\.cycle) == [1, 1, 2, 2, 3, 3])
    #expect(simulation.records.map { $0.coulombicEfficiency ?? 0 }.enumerated().allSatisfy { abs($1 - ($0 % 2 == 0 ? 0 : 1)) < 1e-12 })
    #expect(log.metrics.map(\.protocolStep).max() == 6)
    // Each step is told of at its start and at its end, at the same time and at different voltages.
    for record in simulation.records.dropLast() {
      let both = log.metrics.filter { $0.time == record.endTime }
      #expect(both.count == 2 && both[0].voltage != both[1].voltage && both[0].step == both[1].step)
    }
  }

  @Test func aVoltageRampFollowsKineticsAndResistance() throws {
    // V = R i − η(i) with the layer and the kinetics in series; the front hardly moves.
    let ramp = ImposedControl.ramp(.init(.voltage, from: 0, to: 0.2, pace: .rate(0.5)))
    let model = StripCell.model()
    let (simulation, log) = StripCell.run(model, ChargingProtocol([.step(ProtocolStep(ramp))]))
    #expect(try simulation.run() == .protocolDone)
    #expect(simulation.records[0].ending == .rampDone)
    #expect(abs(simulation.metrics.time - 0.4) < 1e-15 && simulation.metrics.voltage == 0.2)
    let kinetics = model.parameters.kinetics
    var last = 0.0
    for metrics in log.metrics {
      #expect(abs(metrics.voltage - 0.5 * metrics.time) < 1e-12)
      #expect(metrics.voltage - last <= ControlCourse.largestVoltageChange * (1 + 1e-9))
      last = metrics.voltage
      let expected = StripCell.resistance * metrics.currentDensity - kinetics.overpotential(carrying: metrics.currentDensity)
      #expect(abs(expected - metrics.voltage) < 2e-3 * 0.2, "\(metrics.voltage): \(expected)")
    }
  }

  @Test func aRampWithoutAFirstValueStartsWhereTheCellIs() throws {
    let whole = ChargingProtocol([
      .step(ProtocolStep(.constant(.galvanostatic(currentDensity: 50)), ends: [.duration(0.5)])),
      .step(ProtocolStep(.ramp(.init(.voltage, to: 0.2, pace: .duration(1))))),
      .step(ProtocolStep(.ramp(.init(.currentDensity, to: 0, pace: .duration(1))))),
    ])
    let (simulation, _) = StripCell.run(StripCell.model(), whole)
    #expect(try simulation.run() == .protocolDone)
    let records = simulation.records
    #expect(abs(records[1].startVoltage - records[0].metrics.voltage) < 1e-12)
    #expect(abs(records[2].startVoltage - 0.2) < 1e-5)
    #expect(abs(simulation.metrics.currentDensity) < 1e-9)
  }

  @Test func saltRelaxesInARest() throws {
    // Without flux at the held front and with c₀ at the counter plane the slowest mode decays with π²D/(4L²).
    let model = StripCell.model(salt: true) { $0.isInterfaceHeld = true }
    let plate = ProtocolStep(.constant(.galvanostatic(currentDensity: 500)), ends: [.duration(0.5)])
    let rest = ProtocolStep(.constant(.galvanostatic(currentDensity: 0)), ends: [.duration(3)])
    let (simulation, log) = StripCell.run(model, ChargingProtocol([.step(plate), .step(rest)]), longest: 5e-3)
    #expect(try simulation.run() == .protocolDone)
    let late = log.metrics.filter { $0.time >= 1.5 }
    let first = try #require(late.first), last = try #require(late.last)
    let rate = Foundation.log((1000 - first.saltMinimum) / (1000 - last.saltMinimum)) / (last.time - first.time)
    let length = StripCell.height - StripCell.front
    let expected = Double.pi * Double.pi * 3e-10 / (4 * length * length)
    #expect(abs(rate / expected - 1) < 0.01, "\(rate / expected)")
    #expect(abs(last.charge - 250) < 1e-9)
  }

  @Test func theElectrodeReachesTheCounterElectrode() throws {
    let model = StripCell.model { $0.exchangeCurrentDensity = 1000 }
    var ends = EndConditions(duration: 1e6)
    ends.shortCircuitHeight = StripCell.height - EndConditions.shortCircuitDistance * 1e-6
    ends.stopHeight = StripCell.height
    let (simulation, _) = StripCell.run(model, ChargingProtocol(.galvanostatic(currentDensity: 1000)), ends: ends)
    #expect(try simulation.run() == .shortCircuit)
    // Faraday: 24 µm of lithium, less a time step's.
    let due = 24e-6 / (1.3e-5 / PhysicalConstants.faraday)
    #expect(abs(simulation.metrics.charge / due - 1) < 0.01)
    #expect(simulation.records.map(\.ending) == [.run(.shortCircuit)])
  }

  @Test func strippingStopsAtTheBottom() throws {
    var ends = EndConditions(duration: 1e6)
    ends.leastLithium = 2e-6
    let (simulation, _) = StripCell.run(StripCell.model(), ChargingProtocol(.galvanostatic(currentDensity: -100)), ends: ends)
    #expect(try simulation.run() == .lithiumUsedUp)
    #expect(simulation.metrics.morphology.valleyHeight < 2e-6 && simulation.metrics.morphology.valleyHeight > 1.8e-6)
  }

  @Test func pulsesGiveTheSameBitsForAnyNumberOfThreads() throws {
    defer { Tiling.threadBudget = Topology.processorCount }
    var results: [[UInt64]] = []
    for threads in [1, 2] {
      Tiling.threadBudget = threads
      // More cells than are worth waking threads for.
      let model = StripCell.model(salt: true, width: 256)
      model.start { x, _, z in z - StripCell.front - 0.3e-6 * cos(2 * .pi * x / 32e-6) }
      let pulses = ImposedControl.pulses([
        .init(.galvanostatic(currentDensity: 400), duration: 0.05), .init(.potentiostatic(voltage: 0.01), duration: 0.05),
      ])
      let (simulation, log) = StripCell.run(model, ChargingProtocol([.step(ProtocolStep(pulses, ends: [.duration(0.15)]))]))
      #expect(try simulation.run() == .protocolDone)
      results.append(
        log.metrics.flatMap { [$0.time, $0.voltage, $0.charge, $0.saltMinimum, $0.morphology.tipHeight].map(\.bitPattern) })
    }
    #expect(results[0].count > 5 * 20)
    #expect(results[0] == results[1])
  }
}
