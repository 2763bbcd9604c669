import Physics
import Simulations
import Testing

@testable import Configuration

/// `[[charging.step]]`: what is read, and the whole text a user sees for each way to get it wrong.
@Suite struct ChargingStepTests {
  /// The minimal config up to line 15, `[charging]`, with other lines after it.
  private func config(_ lines: String) throws(ConfigurationErrors) -> RunConfiguration {
    let head = SampleConfig.minimal.replacingOccurrence(of: "voltage = \"100 mV\"\nduration = \"10 min\"", with: "")
    return try RunConfiguration(parsing: head + lines, file: "a.toml")
  }

  private func message(_ lines: String) -> String {
    do throws(ConfigurationErrors) {
      _ = try config(lines)
      return "no error"
    } catch {
      return error.description
    }
  }

  static let whole = """
    repeats = 3

    [[charging.step]]
    currentDensity = "1 mA/cm^2"
    untilArealCapacity = "0.5 mA*h/cm^2"
    untilVoltageAbove = "500 mV"

    [[charging.step]]
    repeats = 4

    [[charging.step.step]]
    kind = "pulse"
    voltage = "200 mV"
    onTime = "2 s"
    reverseCurrentDensity = "-2 mA/cm^2"
    reverseTime = "500 ms"
    offTime = "3 s"
    duration = "1 min"

    [[charging.step.step]]
    kind = "rest"
    duration = "10 s"

    [[charging.step]]
    kind = "ramp"
    fromVoltage = "0 V"
    toVoltage = "-300 mV"
    rate = "10 mV/s"
    untilMeanHeightBelow = "8 um"

    [[charging.step]]
    kind = "ramp"
    toCurrentDensity = "2 mA/cm^2"
    duration = "20 s"
    """

  @Test func stepsAndGroupsAreRead() throws {
    let charging = try config(Self.whole).charging
    let expected = ChargingProtocol(
      [
        .step(.init(.constant(.galvanostatic(currentDensity: 10)), ends: [.arealCapacity(18000), .voltageAbove(0.5)])),
        .group(
          [
            .init(
              .pulses([
                .init(.potentiostatic(voltage: 0.2), duration: 2), .init(.galvanostatic(currentDensity: -20), duration: 0.5),
                .init(.galvanostatic(currentDensity: 0), duration: 3),
              ]), ends: [.duration(60)]),
            .init(.constant(.galvanostatic(currentDensity: 0)), ends: [.duration(10)]),
          ], repeats: 4),
        .step(.init(.ramp(.init(.voltage, from: 0, to: -0.3, pace: .rate(0.01))), ends: [.meanHeightBelow(8e-6)])),
        .step(.init(.ramp(.init(.currentDensity, to: 20, pace: .duration(20))))),
      ], repeats: 3)
    #expect(charging.steps == expected)
    // Estimates go by the strongest plating; frames are spread over the longest the steps can take.
    #expect(charging.control == .voltage(0.2))
    #expect(charging.duration == expected.longestDuration && !charging.endsAfterDuration)
    #expect(abs(charging.duration - 3 * (1800 + 4 * 70 + 30 + 20)) < 1e-9)
  }

  @Test func aResolvedProtocolGivesTheSameRunBitForBit() throws {
    for lines in [Self.whole, "duration = \"5 min\"\n[[charging.step]]\nvoltage = \"0.1 V\"\nuntilCurrentBelow = \"1 mA/cm^2\""] {
      let first = try config(lines)
      let again = try RunConfiguration(parsing: first.resolvedTOML(), file: "a.toml")
      #expect(again == first)
      #expect(again.resolvedTOML() == first.resolvedTOML())
    }
  }

  /// Lines after `[charging]`, which is line 15, and the message.
  static let mistakes: [(String, String)] = [
    (
      "[[charging.step]]\ncurrentDensity = \"1 mA/cm^2\"",
      "a.toml:16: charging.step[0].duration: missing; a step needs an end: duration, untilArealCapacity, untilVoltageAbove, "
        + "untilVoltageBelow, untilTipHeight, untilMeanHeightBelow, untilCurrentBelow"
    ),
    (
      "[[charging.step]]\nvoltage = \"0.1 V\"\nuntilCurrentBelow = \"1 mA/cm^2\"",
      "a.toml:15: charging.duration: missing; expected a time such as \"10 min\" that bounds the whole run, because step 1 has no bound in time"
    ),
    (
      "voltage = \"0.1 V\"\n[[charging.step]]\nkind = \"rest\"\nduration = \"1 s\"",
      "a.toml:16: charging.voltage: set it in the steps [[charging.step]], not beside them"
    ),
    (
      "maximumVoltage = \"1 V\"\n[[charging.step]]\nkind = \"rest\"\nduration = \"1 s\"",
      "a.toml:16: charging.maximumVoltage: belongs to a run without steps; a step ends with untilVoltageAbove"
    ),
    (
      "duration = \"1 s\"\nvoltage = \"0.1 V\"\nrepeats = 2", "a.toml:18: charging.repeats: belongs to a run with steps [[charging.step]]"
    ),
    (
      "[[charging.step]]\nkind = \"rest\"\ncurrentDensity = \"1 mA/cm^2\"\nduration = \"1 s\"",
      "a.toml:18: charging.step[0].currentDensity: a rest has no current and imposes no voltage"
    ),
    (
      "[[charging.step]]\ncurrentDensity = \"1 mA/cm^2\"\nvoltage = \"0.1 V\"\nduration = \"1 s\"",
      "a.toml:17: charging.step[0].currentDensity: set either voltage or currentDensity, not both"
    ),
    (
      "[[charging.step]]\nvoltage = \"0.1 V\"\nonTime = \"1 s\"\nduration = \"1 s\"",
      #"a.toml:18: charging.step[0].onTime: belongs to a step with kind = "pulse""#
    ),
    (
      "[[charging.step]]\nduration = \"1 s\"",
      "a.toml:16: charging.step[0].currentDensity: missing; set either currentDensity = \"1 mA/cm^2\" or voltage = \"100 mV\", "
        + "or kind = \"rest\", \"ramp\", or steps of a group"
    ),
    (
      "[[charging.step]]\nkind = \"pulse\"\ncurrentDensity = \"1 mA/cm^2\"\nonTime = \"1 s\"\nduration = \"1 s\"",
      #"a.toml:16: charging.step[0].offTime: missing; expected a time such as "10 min""#
    ),
    (
      "[[charging.step]]\nkind = \"ramp\"\ntoVoltage = \"0.3 V\"",
      "a.toml:16: charging.step[0].rate: missing; a ramp has a rate or a duration"
    ),
    (
      "[[charging.step]]\nkind = \"ramp\"\ntoVoltage = \"0.3 V\"\nrate = \"1 mA/cm^2/s\"\nfromVoltage = \"0 V\"",
      #"a.toml:19: charging.step[0].rate: expected a voltage per time such as "1 mV/s", found "1 mA/cm^2/s" (a current density per time)"#
    ),
    (
      "[[charging.step]]\nkind = \"ramp\"\ntoVoltage = \"0.3 V\"\nrate = \"1 mV/s\"\nduration = \"1 s\"",
      "a.toml:20: charging.step[0].duration: a ramp has either a rate or a duration, not both"
    ),
    (
      "[[charging.step]]\nvoltage = \"0.3 V\"\nuntilVoltageAbove = \"0.4 V\"\nduration = \"1 s\"",
      "a.toml:18: charging.step[0].untilVoltageAbove: has no effect with an imposed voltage"
    ),
    (
      "[[charging.step]]\ncurrentDensity = \"1 mA/cm^2\"\nuntilCurrentBelow = \"1 A/m^2\"\nduration = \"1 s\"",
      "a.toml:18: charging.step[0].untilCurrentBelow: belongs to a step at constant voltage"
    ),
    (
      "[[charging.step]]\nkind = \"rest\"\nduration = \"1 s\"\nrepeats = 2",
      "a.toml:19: charging.step[0].repeats: belongs to a group of steps [[charging.step.step]]"
    ),
    (
      "[[charging.step]]\nduration = \"1 s\"\n[[charging.step.step]]\nkind = \"rest\"\nduration = \"1 s\"",
      "a.toml:17: charging.step[0].duration: a group of steps has only repeats; set it in its steps [[charging.step.step]]"
    ),
    (
      "[[charging.step]]\nkind = \"rest\"\nduration = \"1 s\"\n[[charging.step]]\nrepeats = 2\n[[charging.step.step]]\nkind = \"nap\"\nduration = \"2\"",
      #"a.toml:22: charging.step[1].step[0].kind: unknown value "nap"; did you mean "ramp"?"#
    ),
    (
      "[[charging.step]]\nvoltage = \"0.1 V\"\nuntilCurentBelow = \"1 A/m^2\"\nduration = \"1 s\"",
      #"a.toml:18: charging.step[0].untilCurentBelow: unknown key; did you mean "untilCurrentBelow"?"#
    ),
  ]

  @Test func theReportListsTheSteps() throws {
    let report = CheckReport(try config(Self.whole), threads: 1)
    let rows = try #require(report.sections.first { $0.title == "Charging" }).rows
    #expect(
      rows.prefix(4).map { "\($0.label) \($0.value)\($0.unit) \($0.remark)" } == [
        "step 1  constant current: 1 mA/cm^2; until 0.5 mA*h/cm^2 or above 500 mV", "steps 2 4times 2 steps",
        "step 2.1  voltage pulses: 200 mV for 2 s; -2 mA/cm^2 for 500 ms; 0 mA/cm^2 for 3 s; until 1 min",
        "step 2.2  rest: 0 mA/cm^2; until 10 s",
      ])
    #expect(rows.contains { $0.label == "duration" && $0.remark == "at most" })
    // Without reservoirDistance the counter electrode is the top of the domain; δ is open here.
    #expect(!rows.contains { $0.label == "short circuit" })
  }

  @Test(arguments: mistakes) func aWrongStep(lines: String, message expected: String) {
    #expect(message(lines) == expected)
  }
}
