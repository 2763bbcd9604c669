import Fields
import Pictures
import Records

/// What the folder of a run will take on the disk, bytes.
struct DiskEstimate: Equatable {
  /// All of them before compression: none can be larger.
  let fieldFiles: Double
  let fieldFileCount: Double
  /// Roughly.
  let frames: Double
  let frameCount: Double
  /// Those that are kept.
  let checkpoints: Double
  /// Roughly: a row for each step.
  let metrics: Double

  var total: Double { fieldFiles + frames + checkpoints + metrics }

  /// Of a frame's file, measured in 2026 on the composite frames of the quickstart run (220 kB of 2160 x 900 pixels) and within a factor of two of
  /// the other examples.
  private static let bytesPerPixel = 0.12
  /// Of a picture of the surface, measured in 2026 on the quickstart-3d run: 88 to 118 kB of 558 x 900 pixels.
  private static let bytesPerSurfacePixel = 0.25
  /// Attributes and the tables of an HDF5 file.
  private static let bytesOfFieldFileItself = 16384.0
  /// Some forty columns of at most ten digits.
  private static let bytesPerRow = 400.0
  /// Fields and what the solvers start from.
  private static let arraysOfCheckpoint = 10.0

  /// Nil while the cell size is open.
  init?(_ config: RunConfiguration) {
    guard let grid = config.grid, let run = RunEstimate(config, PlanarCell(config)) else { return nil }
    let cells = Double(grid.cellCount), duration = config.charging.duration
    if let settings = config.output.fieldFiles {
      fieldFileCount = settings.fileCount(over: duration)
      let numbers = settings.fields.map { Double($0.componentCount) }.reduce(0, +)
      fieldFiles = fieldFileCount * (Self.bytesOfFieldFileItself + numbers * cells * Double(settings.precision.bytes))
    } else {
      (fieldFiles, fieldFileCount) = (0, 0)
    }
    frameCount = Self.frameCount(config)
    frames = frameCount * config.output.fields.map { $0 == .surface ? Self.surfaceBytes(config) : Self.bytes(config) }.reduce(0, +)
    checkpoints = Double(config.output.checkpoints.kept) * Self.arraysOfCheckpoint * 8 * cells
    metrics = Self.bytesPerRow * (config.output.metricsInterval.map { min(run.steps, duration / $0) } ?? run.steps)
  }

  /// Of a frame as wide as it may be.
  private static func bytes(_ config: RunConfiguration) -> Double {
    let height = config.output.frameHeight
    return bytesPerPixel * Double(height * RunFrame.largestWidth(height))
  }

  private static func surfaceBytes(_ config: RunConfiguration) -> Double {
    guard let surface = config.output.surface, let depth = config.cell.depth else { return 0 }
    let extent = surface.camera.extent(of: SIMD3(config.cell.width, depth, config.cell.height))
    let height = Double(config.output.frameHeight)
    if let width = surface.frameWidth { return bytesPerSurfacePixel * height * Double(width) }
    let width = min(Double(RunFrame.largestWidth(config.output.frameHeight)), height * extent.across / extent.up)
    return bytesPerSurfacePixel * height * width
  }

  /// Moments of which frames are made.
  private static func frameCount(_ config: RunConfiguration) -> Double {
    let byTime =
      switch config.output.frameSpacing {
      case .count(let count): Double(count)
      case .interval(let interval): (config.charging.duration / interval).rounded(.up)
      }
    let byHeight = config.output.frameHeightStep.map { ((config.charging.stopHeight - config.electrode.position) / $0).rounded(.down) } ?? 0
    return byTime + byHeight > 0 ? byTime + max(0, byHeight) + 1 : 0
  }
}
