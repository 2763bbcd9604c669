import Physics
import Testing

@testable import Simulations

@Suite struct ChargingProtocolTests {
  private let plate = ProtocolStep(.constant(.galvanostatic(currentDensity: 20)), ends: [.arealCapacity(100), .voltageAbove(1)])
  private let rest = ProtocolStep(.constant(.galvanostatic(currentDensity: 0)), ends: [.duration(3)])
  private let hold = ProtocolStep(.constant(.potentiostatic(voltage: 0.1)), ends: [.currentBelow(1)])

  @Test func stepsAreDoneInOrderWithTheirCycles() {
    let whole = ChargingProtocol([.step(rest), .group([plate, rest], repeats: 2)], repeats: 2)
    var position: ProtocolPosition? = ProtocolPosition()
    var seen: [String] = []
    while let here = position {
      seen.append("\(here.number) \(here.place(in: whole)) \(here.cycle(in: whole)) \(here.step(of: whole).control.kind)")
      position = here.next(in: whole)
    }
    #expect(
      seen == [
        "1 1 1 rest", "2 2.1 1 constant current", "3 2.2 1 rest", "4 2.1 2 constant current", "5 2.2 2 rest",
        "6 1 2 rest", "7 2.1 3 constant current", "8 2.2 3 rest", "9 2.1 4 constant current", "10 2.2 4 rest",
      ])
  }

  @Test func theLongestDurationIsThatOfAllPassages() {
    // 100 C/m² at 20 A/m² are 5 s.
    #expect(ChargingProtocol([.step(rest), .group([plate, rest], repeats: 2)], repeats: 2).longestDuration == 2 * (3 + 2 * 8))
    #expect(ChargingProtocol([.step(rest), .step(hold)]).longestDuration == .infinity)
    let ramp = ImposedControl.ramp(.init(.voltage, from: 0.1, to: -0.2, pace: .rate(0.01)))
    #expect(abs(ProtocolStep(ramp).longestDuration - 30) < 1e-12)
    #expect(ProtocolStep(.ramp(.init(.voltage, to: 1, pace: .rate(0.01)))).longestDuration == .infinity)
  }

  @Test func chargesOfACycleStartAnewWithEachPassage() {
    let whole = ChargingProtocol([.step(plate), .group([plate, rest], repeats: 2), .step(rest)], repeats: 2)
    var charge = CycleCharge()
    var position: ProtocolPosition? = ProtocolPosition()
    var plated: [Double] = []
    while let here = position {
      charge.begin(here, in: whole)
      charge.add(here.step(of: whole) == plate ? 4 : -1)
      plated.append(charge.plated - charge.stripped)
      position = here.next(in: whole)
    }
    // In a group that of the group's passage, else that of the list's with all its groups.
    #expect(plated == [4, 4, 3, 4, 3, 9, 4, 4, 3, 4, 3, 9])
  }

  @Test func pulseEdgesDoNotDrift() {
    let phases = [(20.0, 0.1), (-5.0, 0.2), (0.0, 0.7)].map {
      ImposedControl.PulsePhase(.galvanostatic(currentDensity: $0.0), duration: $0.1)
    }
    var course = ControlCourse(.pulses(phases), start: 5, voltage: 0, currentDensity: 0)
    for _ in 0..<3000 {
      #expect(!course.isEdgeReached(course.nextEdge - 1e-6))
      course.passEdge(course.nextEdge)
    }
    #expect(abs(course.nextEdge - 1005.1) < 1e-9)
    #expect(course.imposed(endingAt: 1005.05) == .galvanostatic(currentDensity: 20))
    course.passEdge(course.nextEdge)
    #expect(course.constantCurrentDensity == -5)
  }

  @Test func rampsTakeTheValueAtTheEndOfATimeStep() {
    let course = ControlCourse(.ramp(.init(.voltage, to: 0.3, pace: .rate(0.02))), start: 2, voltage: 0.1, currentDensity: 0)
    #expect(abs(course.nextEdge - 12) < 1e-12)
    guard case .potentiostatic(let voltage) = course.imposed(endingAt: 7) else { return #expect(Bool(false)) }
    #expect(abs(voltage - 0.2) < 1e-15)
    #expect(course.imposed(endingAt: course.nextEdge) == .potentiostatic(voltage: 0.3))
    // 5 mV at 20 mV/s are 0.25 s; a fiftieth of 10 s is less.
    #expect(abs(course.longestTimeStep - 0.2) < 1e-12)
  }

  @Test func aClosingGapIsForeseen() {
    var prediction = EndPrediction()
    #expect(prediction.time(ofEnd: 0, tolerance: 0) == .infinity)
    for time in 0...4 { prediction.add(time: Double(time), gaps: [10 - 2 * Double(time), nil, 3]) }
    #expect(abs(prediction.time(ofEnd: 0, tolerance: 0.2) - (5 - 0.05)) < 1e-12)
    #expect(prediction.time(ofEnd: 1, tolerance: 0) == .infinity)
    #expect(prediction.time(ofEnd: 2, tolerance: 0) == .infinity)
  }
}
