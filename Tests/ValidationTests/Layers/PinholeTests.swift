import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A film that carries nothing, with a hole through which all the current goes, on a front without charge-transfer resistance.
@Suite struct PinholeTests {
  /// Current density in the middle of the hole over the mean of the cell.
  static func focus(width: Int, depth: Int, growth: Int, radius: Double) throws -> Double {
    let h = 1e-7, delta = 2 * h, base = 16
    let grid = Grid(width: width, depth: depth, growth: growth, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 1e7, interfaceHalfWidth: delta)
    parameters.hasSaltTransport = false
    parameters.isInterfaceHeld = true
    parameters.interfacialEnergy = 0
    var film = FilmLaw(thickness: 1e-8, conductivity: 1e-12)
    let middle = SIMD2(0.5 * grid.length(.width), depth > 1 ? 0.5 * grid.length(.depth) : 0)
    film.pinholes = [Hole(position: middle, radius: radius * h)]
    parameters.films = [film]
    let model = ButlerVolmerModel(grid, parameters)
    model.start { _, _, z in z - Double(base) * h }
    let report = try model.balance(.galvanostatic(currentDensity: 100))
    // Along the column through the middle; the four around it where it lies between them.
    var sum = 0.0
    for k in 0..<growth {
      for j in depth > 1 ? [depth / 2 - 1, depth / 2] : [0] {
        for i in [width / 2 - 1, width / 2] { sum += model.front.density[i, j, k] * model.front.currentDensity[i, j, k] * h }
      }
    }
    return sum / (depth > 1 ? 4 : 2) / report.current
  }

  /// Slots of half width a at a distance P: by sin(πz/P) = sin(πa/P) sin ζ the current density is cos(πx/P)/√(sin²(πa/P) − sin²(πx/P)) times
  /// the mean, in the middle 1/sin(πa/P) (conformal mapping of the strip; primary current distribution, J. Newman, Electrochemical Systems, chapter 18).
  /// The infinite current at the edges is spread over the diffuse front: a slot acts as if it were wider by 1.15 δ on each side.
  @Test func slotFocusesCurrent() throws {
    for radius in [16.0, 24] {
      let focus = try Self.focus(width: 256, depth: 1, growth: 320, radius: radius)
      let exact = 1 / sin(.pi * radius / 256), wider = 1 / sin(.pi * (radius + 2.3) / 256)
      #expect(abs(focus / exact - 1) < 2.4 / radius && abs(focus / wider - 1) < 0.02, "\(radius) \(focus) \(exact)")
    }
  }

  /// A disc of radius a alone carries I/(2π a²) in its middle (H. Weber, J. reine angew. Math. 75 (1873) 75); that of others at a distance of P adds
  /// to its potential, not to its distribution, to order (a/P)³.
  @Test func discFocusesCurrent() throws {
    let radius = 12.0, width = 72
    let focus = try Self.focus(width: width, depth: width, growth: 72, radius: radius)
    let exact = Double(width * width) / (2 * .pi * radius * radius)
    #expect(abs(focus / exact - 1) < 0.15, "\(focus) \(exact)")
  }

  /// Whole films in series resist as one areal resistance does.
  @Test func filmsAddUp() throws {
    func voltage(_ change: (inout ButlerVolmerModel.Parameters) -> Void) throws -> (total: Double, film: Double) {
      let h = 1e-7
      var parameters = ButlerVolmerModel.Parameters(
        electrolyte: FlatCell.electrolyte(), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
      change(&parameters)
      let model = ButlerVolmerModel(Grid(width: 8, growth: 64, widthSpacing: h), parameters)
      model.start { x, _, z in z - 2e-6 - 1e-7 * cos(2 * .pi * x / 8e-7) }
      let report = try model.balance(.galvanostatic(currentDensity: 10))
      return (report.voltage.total, report.voltage.film)
    }
    let one = try voltage { $0.filmResistance = 0.015 }
    let three = try voltage {
      $0.filmResistance = 0.001
      $0.films = [FilmLaw(thickness: 1e-8, conductivity: 1e-6), FilmLaw(thickness: 2e-8, conductivity: 5e-6)]
    }
    #expect(abs(one.film / (10 * 0.015) - 1) < 0.1)
    #expect(abs(three.total / one.total - 1) < 1e-12 && abs(three.film / one.film - 1) < 1e-12, "\(three) \(one)")
  }
}
