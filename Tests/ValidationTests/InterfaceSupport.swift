import Fields
import Foundation
import Physics

/// Parts that the tests of the interface share.
enum Front {
  static func electrolyte(conductivity: Double = 1, concentration: Double = 1000, reference: Double = 1000) -> Electrolyte {
    Electrolyte(
      concentration: concentration, referenceConcentration: reference, saltDiffusivity: 3e-10,
      conductivity: ProportionalConductivity(conductivity: conductivity, at: reference), cationTransferenceNumber: 0.4)
  }

  static func parameters(
    halfWidth: Double, exchange: Double = 30, energy: Double = 0.5, salt: Bool = false, electrolyte: Electrolyte = electrolyte()
  ) -> ButlerVolmerModel.Parameters {
    var p = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: exchange, interfaceHalfWidth: halfWidth)
    p.interfacialEnergy = energy
    p.hasSaltTransport = salt
    return p
  }

  /// Height of the ξ = ½ contour in a column, m; ln[ξ/(1 − ξ)] is linear across a front.
  static func contour(_ xi: ScalarField, column i: Int) -> Double {
    let grid = xi.grid
    for k in 0..<grid.growth - 1 where xi[i, 0, k] >= 0.5 && xi[i, 0, k + 1] < 0.5 {
      let a = log(xi[i, 0, k] / (1 - xi[i, 0, k])), b = log(xi[i, 0, k + 1] / (1 - xi[i, 0, k + 1]))
      return grid.center(k, .growth) + a / (a - b) * grid.growthSpacing
    }
    return .nan
  }

  /// ∫ξ dz of every column, m.
  static func heights(_ xi: ScalarField) -> [Double] {
    let grid = xi.grid
    return (0..<grid.width).map { i in
      var sum = 0.0
      for k in 0..<grid.growth { sum += xi[i, 0, k] }
      return sum * grid.growthSpacing
    }
  }
}
