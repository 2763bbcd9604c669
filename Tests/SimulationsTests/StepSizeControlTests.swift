import Testing

@testable import Simulations

@Suite struct StepSizeControlTests {
  /// Past the small first steps.
  private func grown(_ control: inout StepSizeControl, speed: Double = 1e-7) -> Double {
    var size = 0.0
    for _ in 0..<40 {
      size = control.next(frontSpeed: speed, relaxationRate: 0, remaining: 1e9)
      control.accept(stepError: 0)
    }
    return size
  }

  @Test func theFirstStepIsATenthAndStepsGrowByAFifth() {
    var control = StepSizeControl(spacing: 1e-6)
    // 0.2 × 1 µm at 0.1 µm/s is 2 s.
    let first = control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100)
    #expect(abs(first - 0.2) < 1e-12)
    control.accept(stepError: 0)
    let second = control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100)
    #expect(abs(second / first - 1.2) < 1e-12)
    #expect(abs(grown(&control) - 2) < 1e-12)
  }

  @Test func eachBoundHolds() {
    var control = StepSizeControl(spacing: 1e-6)
    #expect(abs(grown(&control) - 2) < 1e-12)
    #expect(abs(control.next(frontSpeed: 4e-7, relaxationRate: 0, remaining: 1e9) - 0.5) < 1e-12)
    #expect(abs(control.next(frontSpeed: 0, relaxationRate: 2, remaining: 1e9) - 0.25) < 1e-12)
    control.maximumTimeStep = 0.01
    #expect(control.next(frontSpeed: 0, relaxationRate: 0, remaining: 1e9) == 0.01)
  }

  @Test func aFrontAtRestTakesWhatIsLeft() {
    var control = StepSizeControl(spacing: 1e-6)
    _ = control.next(frontSpeed: 0, relaxationRate: 0, remaining: 10)
    control.accept(stepError: 0)
    #expect(control.next(frontSpeed: 0, relaxationRate: 0, remaining: 1) == 1)
  }

  @Test func scheduledTimesAreMetWithoutSlivers() {
    var control = StepSizeControl(spacing: 1e-6)
    _ = grown(&control)
    #expect(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 1.5) == 1.5)
    #expect(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 2.2) == 1.1)
    // A step cut short for a schedule does not shorten those after it.
    control.accept(stepError: 0)
    #expect(abs(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100) - 2) < 1e-12)
  }

  @Test func aLargeErrorShortensTheNextStep() {
    var control = StepSizeControl(spacing: 1e-6)
    _ = grown(&control)
    control.accept(stepError: 2e-2)
    #expect(abs(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100) - 1.4) < 1e-12)
    control.accept(stepError: 0.5e-2)
    #expect(abs(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100) - 1.68) < 1e-12)
    control.accept(stepError: 0, concentrationChange: 0.06)
    #expect(abs(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100) - 1.176) < 1e-12)
  }

  @Test func failuresHalveUntilItIsNotWorthIt() {
    var control = StepSizeControl(spacing: 1e-6)
    let first = control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100)
    var size = first
    var tries = 0
    while control.refuse(size) {
      let next = control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100)
      #expect(abs(next - size / 2) < 1e-15)
      size = next
      tries += 1
    }
    #expect(size >= 1e-6 * first && size < 2e-6 * first)
    #expect(tries == 19)
  }

  @Test func aJumpOfTheControlStartsSmallAgain() {
    var control = StepSizeControl(spacing: 1e-6)
    _ = grown(&control)
    control.restart()
    // A tenth of the 2 s that the front allows; a fiftieth of the time that is left where that is less.
    #expect(abs(control.next(frontSpeed: 1e-7, relaxationRate: 0, remaining: 100) - 0.2) < 1e-12)
    control.restart()
    #expect(abs(control.next(frontSpeed: 0, relaxationRate: 0, remaining: 5) - 0.1) < 1e-12)
    control.accept(stepError: 0)
    #expect(abs(control.next(frontSpeed: 0, relaxationRate: 0, remaining: 4.9) - 0.12) < 1e-12)
    #expect(control.next(frontSpeed: 0, relaxationRate: 0, remaining: 5, longest: 0.03) == 0.03)
  }

  @Test func schedulesAreDueOnce() {
    var schedule = Schedule(count: 4, over: 1)
    #expect(schedule.isDue(at: 0) && !schedule.isDue(at: 0.2))
    #expect(schedule.nextTime == 0.25)
    #expect(schedule.isDue(at: 0.25) && !schedule.isDue(at: 0.25))
    #expect(schedule.isDue(at: 0.8) && schedule.nextTime == 1)
    var none = Schedule(count: 0, over: 1)
    #expect(none.isDue(at: 0) && none.nextTime == .infinity && !none.isDue(at: 1e300))
    var always = Schedule(interval: nil)
    #expect(always.isDue(at: 0) && always.isDue(at: 0) && always.nextTime == .infinity)
  }
}
