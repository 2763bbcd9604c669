import Foundation
import Testing

/// `lidendrite validate`.
@Suite struct ValidateTests {
  @Test func oneProblemIsSolvedOnItsPage() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("validate", "wire", "--output", "v")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("wire: Current of a wire, ") && result.output.hasSuffix("v/Validation.md\n"))
    let page = try program.read("v/Validation.md")
    #expect(page.contains("4 of 4 demands are met.") && page.contains("](validation/wire.svg)"))
    #expect(try program.names("v/validation") == ["wire-2.svg", "wire.svg"])
  }

  @Test func unknownProblemsAreToldTheKnownOnes() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("validate", "wires")
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: no problem \"wires\"; expected rest, flat-front, tilted-front, "), "\(result.errors)")
    #expect(try program.names() == [])
    let list = try program.run("validate", "--list")
    #expect(list.status == 0 && list.output.hasPrefix("rest: Fronts at rest\nflat-front: Way of a flat front\n"))
  }
}
