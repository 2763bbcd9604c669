import Fields
import Foundation
import Physics
import Simulations
import Testing

@testable import Configuration

/// Cells much finer than the interface.
@Suite struct FineCellsTests {
  static func config(_ extra: String) throws -> RunConfiguration {
    var config = try RunConfiguration(
      parsing: """
        [cell]
        width = "80 nm"
        height = "2.56 um"
        [electrode]
        position = "0.8 um"
        exchangeCurrentDensity = "300 A/m^2"
        interfacialEnergy = "1.17 J/m^2"
        [electrolyte]
        material = "LiPF6 in PC:EC:DMC"
        concentration = "1 mol/L"
        reservoirDistance = "191 um"
        [charging]
        voltage = "0.6 V"
        duration = "20 s"
        [numerics]
        interfaceHalfWidth = "80 nm"
        \(extra)
        """, file: "fine.toml")
    _ = try config.settleInterface()
    return config
  }

  /// Distance between where ξ falls through a level and where a profile at rest with its ½ there would, in half widths.
  static func lag(_ xi: ScalarField, level: Double) -> Double {
    func place(_ level: Double) -> Double {
      let wanted = log(level / (1 - level))
      for k in (1..<xi.grid.growth).reversed() where xi[0, 0, k - 1] >= level {
        let (a, b) = (log(xi[0, 0, k - 1] / (1 - xi[0, 0, k - 1])), log(max(xi[0, 0, k], 1e-300) / (1 - xi[0, 0, k])))
        return xi.grid.center(k - 1, .growth) + (a - wanted) / (a - b) * xi.grid.growthSpacing
      }
      return .nan
    }
    let halfWidth = 80e-9
    return (place(level) + 0.5 * halfWidth * log(level / (1 - level)) - place(0.5)) / halfWidth
  }

  /// With steps of 0.3 cells on δ/4 the tail fell 0.06 δ behind within twelve half widths of travel, and tips of fingers sharpened by
  /// themselves.
  @Test(arguments: [("40 nm", 0.3), ("20 nm", 0.3)]) func tailsKeepUpWithTheirFront(cellSize: String, travel: Double) throws {
    let config = try Self.config("cellSize = \"\(cellSize)\"\ntimeStepFactor = \(travel)")
    let simulation = config.simulation()
    guard case .duration = try simulation.run() else {
      Issue.record("the run did not last")
      return
    }
    let lag = Self.lag(simulation.model.orderParameter, level: 1e-3)
    #expect(abs(lag) < 0.01, "\(lag)")
  }

  @Test func aTravelThatIsNotTakenIsTold() throws {
    #expect(try Self.config("cellSize = \"40 nm\"\ntimeStepFactor = 0.3").travelPerStep == 0.3)
    let fine = try Self.config("cellSize = \"16 nm\"\ntimeStepFactor = 0.3")
    #expect(abs(fine.travelPerStep - 0.128) < 1e-12)
    #expect(
      fine.advice.filter { $0.hasPrefix("numerics.timeStepFactor") } == [
        "numerics.timeStepFactor: 0.128 is taken instead of 0.3, since cells this much finer than interfaceHalfWidth need shorter steps; "
          + "cells of half of it do not"
      ])
    // Nothing limits cells of δ/2, nor a front that is held.
    #expect(try Self.config("cellSize = \"40 nm\"\ntimeStepFactor = 0.9").travelPerStep == 0.9)
    #expect(try Self.config("cellSize = \"16 nm\"\ntimeStepFactor = 0.3\nholdInterface = true").travelPerStep == 0.3)
    // Nothing is said of a standard that nobody set.
    #expect(try !Self.config("cellSize = \"16 nm\"").advice.contains { $0.hasPrefix("numerics.timeStepFactor") })
  }
}
