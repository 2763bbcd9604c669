/// What is measured, in the order of the table.
public enum Part: String, CaseIterable, Sendable {
  case copy, triad, conduction
  case filter, layered, multigrid
  case locating, averaging, sharpening, potential, salt
  case step
  case composite, surface

  /// For people.
  public var title: String {
    switch self {
    case .copy: "copy of a field"
    case .triad: "triad of fields"
    case .conduction: "conduction operator"
    case .filter: "FFT filter"
    case .layered: "FFT x tridiagonal solve"
    case .multigrid: "multigrid-CG to 1e-8"
    case .locating: "density, curvature, normals"
    case .averaging: "normal average"
    case .sharpening: "sharpening"
    case .potential: "potential from zero"
    case .salt: "salt"
    case .step: "whole step"
    case .composite: "composite frame"
    case .surface: "surface picture"
    }
  }

  /// Bytes that go to and from memory for a cell, where they are known: 8 for each number that is read, 16 for each that is written,
  /// because its line is fetched first.
  public var bytesPerCell: Int? {
    switch self {
    case .copy: 8 + 16
    case .triad: 2 * 8 + 16
    case .conduction: 3 * 8 + 16  // u, coefficient and diagonal; A u
    default: nil
    }
  }

  /// What a run of it counts.
  public var counts: [String] {
    switch self {
    case .layered: ["copies"]
    case .multigrid: ["CG", "products"]
    case .sharpening: ["substeps"]
    case .potential: ["Newton", "CG"]
    case .salt: ["CG"]
    case .step: ["passes", "Newton", "potential CG", "salt CG", "substeps", "refused"]
    default: []
    }
  }

  /// Whether it takes a second or so: repeated a few times, and not for a while.
  public var isLong: Bool {
    switch self {
    case .multigrid, .potential, .salt, .step, .composite, .surface: true
    default: false
    }
  }

  /// Whether its cost is that of the cells; a picture's is that of its pixels.
  public var isOfCells: Bool { self != .composite && self != .surface }

  /// The grids that it is measured on.
  public func sizes(isQuick: Bool) -> [GridSize] {
    let square = GridSize.square(isQuick ? 512 : 1024), cube = GridSize.cube(isQuick ? 64 : 128)
    let all = [GridSize.square(256), .square(512)] + (isQuick ? [cube] : [square, .cube(64), cube])
    // Fields of 134 MB, which no cache holds: the speed of memory itself.
    let large = GridSize.square(4096)
    return switch self {
    case .copy: all + [large]
    case .triad: [square, cube, large]
    case .step: all
    case .composite: [square]
    case .surface: [cube]
    default: [square, cube]
    }
  }
}
