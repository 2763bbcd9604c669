import Fields
import Physics
import Testing

@testable import Validations

/// A step whose first pass agrees with what the last two steps foresee has no other.
@Suite struct ForeseenPassTests {
  private struct Course {
    var passes: [Int] = []
    var voltages: [Double] = []
    var model: ButlerVolmerModel
  }

  /// Sixty steps of a front with two ripples, from short ones on.
  private func course(passTolerance: Double, stepTolerance: Double = 1e-2, _ control: (Int) -> ChargingControl) throws -> Course {
    let rich = RichCell(
      name: "", hasVariableProperties: true, reservoirDistance: 60e-6, passTolerance: passTolerance, stepTolerance: stepTolerance)
    let model = rich.cell(width: 32, growth: 64, height: 20, roughness: 3).model
    var course = Course(model: model), timeStep = 0.01
    for step in 0..<60 {
      let report = try model.advance(timeStep, control(step))
      course.passes.append(report.passes)
      course.voltages.append(report.voltage.total)
      timeStep = min(2, 1.2 * timeStep)
    }
    return course
  }

  private func worstVoltage(_ a: Course, _ b: Course) -> Double {
    zip(a.voltages, b.voltages).map { abs($0 / $1 - 1) }.max()!
  }

  private func worstCell(_ a: Course, _ b: Course) -> Double {
    let x = a.model.state.orderParameter, y = b.model.state.orderParameter
    return zip(0..<x.grid.growth, repeatElement(0..<x.grid.width, count: x.grid.growth)).flatMap { r, columns in
      columns.map { abs(x[$0, 0, r] - y[$0, 0, r]) }
    }.max()!
  }

  @Test(arguments: [ChargingControl.galvanostatic(currentDensity: 150), .potentiostatic(voltage: 0.08)])
  func onePassIsAsGoodAsMany(_ control: ChargingControl) throws {
    let few = try course(passTolerance: 1e-2) { _ in control }, many = try course(passTolerance: 1e-7) { _ in control }
    #expect(few.passes.suffix(20).allSatisfy { $0 == 1 }, "\(few.passes)")
    #expect(many.passes.allSatisfy { $0 > 2 }, "\(many.passes)")
    #expect(worstVoltage(few, many) <= 2e-3, "\(worstVoltage(few, many))")
    #expect(worstCell(few, many) <= 1e-4, "\(worstCell(few, many))")
  }

  /// Where little current flows, what a pass leaves is much of it: there is a second one then, and no refusal.
  @Test func noStepIsRefusedForItsOnlyPass() throws {
    let rest = try course(passTolerance: 1e-2, stepTolerance: 1e-4) { .galvanostatic(currentDensity: $0 < 30 ? 150 : 0) }
    #expect(rest.passes.count == 60 && rest.passes[30] > 1, "\(rest.passes)")
  }

  /// Half as much current again at once is nothing that one foresees.
  @Test func whatNobodyForesawTakesMorePasses() throws {
    let control = { (step: Int) in ChargingControl.galvanostatic(currentDensity: step < 40 ? 150 : 225) }
    let few = try course(passTolerance: 1e-2, control), many = try course(passTolerance: 1e-7, control)
    #expect(few.passes[39] == 1 && few.passes[40] > 1, "\(few.passes)")
    #expect(worstVoltage(few, many) <= 2e-3, "\(worstVoltage(few, many))")
    #expect(worstCell(few, many) <= 1e-4, "\(worstCell(few, many))")
  }
}
