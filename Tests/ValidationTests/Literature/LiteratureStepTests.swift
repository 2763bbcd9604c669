import Fields
import Physics
import Testing
import Validations

/// What a step of the one-potential models must do whatever it computes.
@Suite(.serialized) struct LiteratureStepTests {
  static func cell() throws -> SinglePotentialModel {
    try LiteratureBalances.cell(.chen2015, width: 24, growth: 40, spacing: 2.5e-7, voltage: 0.2)
  }

  static func differ(_ a: SinglePotentialModel, _ b: SinglePotentialModel) -> Bool {
    for (x, y) in zip(a.keptFields, b.keptFields) {
      for k in 0..<a.grid.growth {
        for i in 0..<a.grid.width where x.field[i, 0, k] != y.field[i, 0, k] { return true }
      }
    }
    return a.memory != b.memory
  }

  /// A grid large enough for threads to share it.
  @Test func bitsAreTheSameForAnyNumberOfThreads() throws {
    defer { Tiling.threadBudget = Topology.processorCount }
    func run(_ threads: Int) throws -> SinglePotentialModel {
      Tiling.threadBudget = threads
      let model = try LiteratureBalances.cell(.chen2015, width: 112, growth: 112, spacing: 2.5e-7, voltage: 0.2)
      for _ in 0..<20 { _ = try model.advance(0.02, voltage: 0.2) }
      return model
    }
    let serial = try run(1)
    #expect(try !Self.differ(serial, run(2)))
    #expect(serial.state.step == 20)
  }

  @Test func keptFieldsAndMemoryBringTheSameBits() throws {
    let model = try Self.cell(), other = try Self.cell()
    for _ in 0..<3 { _ = try model.advance(0.005, voltage: 0.2) }
    for (to, from) in zip(other.keptFields, model.keptFields) { to.field.assign(from.field) }
    #expect(other.restore(model.memory))
    #expect(other.memory.isPlausible)
    for _ in 0..<2 {
      _ = try model.advance(0.005, voltage: 0.2)
      _ = try other.advance(0.005, voltage: 0.2)
    }
    #expect(!Self.differ(model, other))
  }

  @Test func memoryOfAnotherModelIsRefused() throws {
    let model = try Self.cell()
    let before = model.memory
    #expect(!model.restore(CellMemory(time: 3, step: 4, numbers: ["metalPotential": -0.1, "charge": 0, "saltInflow": 0])))
    #expect(model.memory == before)
  }

  @Test func refusedStepLeavesTheStateAsItWas() throws {
    let model = try Self.cell(), other = try Self.cell()
    for each in [model, other] { _ = try each.advance(0.005, voltage: 0.2) }
    #expect(throws: StepFailure.self) { try model.advance(20, voltage: 0.2) }
    #expect(!Self.differ(model, other))
    for each in [model, other] { _ = try each.advance(0.005, voltage: 0.2) }
    #expect(!Self.differ(model, other))
  }
}
