import Pictures
import Scenes

/// Small pieces of the program's work whose instructions are counted. Each takes some seconds under valgrind.
enum CountedWork: String, CaseIterable {
  case multigrid2D = "multigrid-2d", multigrid3D = "multigrid-3d", layered2D = "layered-2d"
  case steps2D = "steps-2d", steps3D = "steps-3d"
  case composite, surface

  func workload() throws -> Workload {
    switch self {
    case .multigrid2D: try .make(.multigrid, .square(128))
    case .multigrid3D: try .make(.multigrid, .cube(32))
    case .layered2D: .layered(.square(128))
    case .steps2D: try .make(.step, .square(64))
    case .steps3D: try .make(.step, .cube(24))
    case .composite: .composite(.square(64), style: FrameStyle(width: 720, height: 300))
    case .surface: .surface(.cube(24), style: FrameStyle(width: 300, height: 300))
    }
  }

  /// Runs that are counted together.
  var runs: Int {
    switch self {
    case .steps2D: 10
    case .steps3D: 2
    default: 1
    }
  }
}
