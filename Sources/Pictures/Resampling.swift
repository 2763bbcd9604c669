import Fields

/// How one axis of cells becomes one axis of pixels: for each pixel the cells it is made of and their weights.
///
/// Magnification uses the cubic of Catmull and Rom (1974), which passes through the cell values; reduction a tent one
/// pixel wide on either side, so that no cell is skipped. Weights of a pixel add up to one.
struct Resampling: Sendable {
  /// Cells under each pixel, the same number for every pixel.
  let taps: Int
  /// `taps` cell indices for each pixel.
  let cells: [Int]
  /// `taps` weights for each pixel.
  let weights: [Float]
  /// The cell whose centre is nearest to each pixel.
  let nearest: [Int]
  /// Whether values may swing past those around them and are held back.
  let isMagnifying: Bool

  init(cells count: Int, pixels: Int, closure: Closure) {
    let cellsPerPixel = Double(count) / Double(pixels)
    let reach = cellsPerPixel > 1 ? cellsPerPixel : 2
    let isMagnifying = cellsPerPixel <= 1
    let taps = isMagnifying ? 4 : 2 * Int(reach.rounded(.up)) + 1
    var cells: [Int] = []
    var weights: [Float] = []
    var nearest: [Int] = []
    cells.reserveCapacity(taps * pixels)
    weights.reserveCapacity(taps * pixels)
    for pixel in 0..<pixels {
      let position = (Double(pixel) + 0.5) * cellsPerPixel - 0.5
      let first = isMagnifying ? Int(position.rounded(.down)) - 1 : Int((position - reach).rounded(.up))
      let raw = (0..<taps).map { tap in
        let distance = abs(Double(first + tap) - position)
        return isMagnifying ? Self.catmullRom(distance) : max(0, 1 - distance / reach)
      }
      let total = raw.reduce(0, +)
      for tap in 0..<taps {
        cells.append(Self.inside(first + tap, count, closure))
        weights.append(Float(raw[tap] / total))
      }
      nearest.append(min(max(Int(position.rounded()), 0), count - 1))
    }
    self.isMagnifying = isMagnifying
    self.taps = taps
    self.cells = cells
    self.weights = weights
    self.nearest = nearest
  }

  private static func catmullRom(_ x: Double) -> Double {
    if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
    if x < 2 { return ((-0.5 * x + 2.5) * x - 4) * x + 2 }
    return 0
  }

  /// The cell that stands for `index` beyond the ends of an axis of `count` cells.
  static func inside(_ index: Int, _ count: Int, _ closure: Closure) -> Int {
    switch closure {
    case .periodic:
      return ((index % count) + count) % count
    case .mirrored:
      let folded = ((index % (2 * count)) + 2 * count) % (2 * count)
      return folded < count ? folded : 2 * count - 1 - folded
    }
  }
}

extension Resampling {
  /// One row of pixels from one row of cells (`cells[0]` is a ghost). A pixel that a NaN touches takes its nearest cell.
  @inline(__always)
  func across(_ row: Span<Double>, into out: inout MutableSpan<Float>) {
    for pixel in 0..<out.count {
      let base = pixel * taps
      var value: Float = 0
      for tap in 0..<taps { value += weights[base + tap] * Float(row[cells[base + tap] + 1]) }
      if isMagnifying {
        let a = Float(row[cells[base + 1] + 1])
        let b = Float(row[cells[base + 2] + 1])
        value = value.isNaN ? value : min(max(value, min(a, b)), max(a, b))
      }
      out[pixel] = value.isNaN ? Float(row[nearest[pixel] + 1]) : value
    }
  }

  /// Pixel row `y` from the rows of `source`.
  @inline(__always)
  func along(_ source: Raster, row y: Int, into out: inout MutableSpan<Float>) {
    let base = y * taps
    if isMagnifying {
      let (wa, wb, wc, wd) = (weights[base], weights[base + 1], weights[base + 2], weights[base + 3])
      let a = unsafe source.row(cells[base]).span
      let b = unsafe source.row(cells[base + 1]).span
      let c = unsafe source.row(cells[base + 2]).span
      let d = unsafe source.row(cells[base + 3]).span
      for x in 0..<out.count {
        let value = wa * a[x] + wb * b[x] + wc * c[x] + wd * d[x]
        let lower = b[x] < c[x] ? b[x] : c[x]
        let upper = b[x] < c[x] ? c[x] : b[x]
        out[x] = value < lower ? lower : value > upper ? upper : value
      }
    } else {
      for x in 0..<out.count { out[x] = 0 }
      for tap in 0..<taps where weights[base + tap] != 0 {
        let weight = weights[base + tap]
        let row = unsafe source.row(cells[base + tap]).span
        for x in 0..<out.count { out[x] += weight * row[x] }
      }
    }
    let middle = unsafe source.row(nearest[y]).span
    for x in 0..<out.count { out[x] = out[x].isNaN ? middle[x] : out[x] }
  }
}

extension Raster {
  /// A plane of a field normal to the depth axis at `width` by `height` pixels, growth upwards.
  convenience init(_ field: ScalarField, slice: Int, width: Int, height: Int) {
    let grid = field.grid
    precondition(slice >= 0 && slice < grid.depth, "slice outside the grid")
    self.init(width: width, height: height)
    let across = Resampling(cells: grid.width, pixels: width, closure: grid.widthClosure)
    let along = Resampling(cells: grid.growth, pixels: height, closure: grid.growthClosure)
    let stretched = Raster(width: width, height: grid.growth)
    Tiling.forEach(rows: grid.growth, cellsPerRow: 4 * width) { rows in
      for k in rows {
        let cells = unsafe field.row(k * grid.depth + slice, grid.width).span
        var pixels = unsafe stretched.row(k).mutableSpan
        across.across(cells, into: &pixels)
      }
    }
    Tiling.forEach(rows: height, cellsPerRow: 4 * width) { rows in
      for y in rows {
        var pixels = unsafe self.row(y).mutableSpan
        along.along(stretched, row: y, into: &pixels)
      }
    }
  }
}
