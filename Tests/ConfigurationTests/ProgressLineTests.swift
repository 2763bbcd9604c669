import Testing

@testable import Configuration

@Suite struct ProgressLineTests {
  /// What a run of ten steps shows when every step takes `wallTime` seconds.
  private func shown(_ style: ProgressLine.Style, wallTime: Double) -> String {
    var text = ""
    var clock = 0.0
    let line = ProgressLine(style, goal: .init(duration: 100, stopHeight: 50e-6), write: { text += $0 }, now: { clock })
    for step in 1...10 {
      clock += wallTime
      line.update(
        .init(
          time: Double(step) * 6, stepSize: 6, tipHeight: 10e-6 + Double(step) * 1e-6, voltage: 0.1, currentDensity: 12,
          steps: step * 100))
    }
    line.finish("done")
    return text
  }

  @Test func aTerminalLineIsWrittenOver() {
    let lines = shown(.terminal, wallTime: 1).split(separator: "\r\u{1B}[K")
    #expect(lines.count == 10)
    #expect(lines.first == "  6 %  t 6 s  step 6 s  tip 11 um  100 mV  1.2 mA/cm^2  100 steps/s  ETA 16 s")
    #expect(lines.last == " 60 %  t 1 min  step 6 s  tip 20 um  100 mV  1.2 mA/cm^2  100 steps/s  ETA 7 s\ndone\n")
  }

  @Test func aPipeGetsALineEveryFewSeconds() {
    let lines = shown(.plain, wallTime: 1).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == " 30 %  t 30 s  step 6 s  tip 15 um  100 mV  1.2 mA/cm^2  100 steps/s  ETA 12 s")
  }

  @Test func quietSaysNothing() { #expect(shown(.quiet, wallTime: 1).isEmpty) }

  @Test func aProtocolIsNamedByItsStep() {
    let sample = ProgressSample(
      time: 6, stepSize: 0.1, tipHeight: 11e-6, voltage: 0.1, currentDensity: 12, steps: 10, stage: "protocol step 3, cycle 2")
    #expect(
      sample.text(fraction: 0.5, stepsPerSecond: 10, elapsed: 4)
        == " 50 %  t 6 s  protocol step 3, cycle 2  step 100 ms  tip 11 um  100 mV  1.2 mA/cm^2  10 steps/s  ETA 4 s")
  }

  @Test func theNearerEndDecides() {
    let goal = ProgressGoal(duration: 100, stopHeight: 50e-6)
    var sample = ProgressSample(time: 10, stepSize: 1, tipHeight: 30e-6, voltage: 0, currentDensity: 0, steps: 1)
    #expect(abs(goal.fraction(sample, from: 10e-6) - 0.5) < 1e-12)
    sample.time = 80
    #expect(goal.fraction(sample, from: 10e-6) == 0.8)
    sample.time = 130
    #expect(goal.fraction(sample, from: 10e-6) == 1)
  }
}
