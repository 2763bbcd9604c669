import Fields

extension Metal {
  /// Three running means one after the other, along rows and then along columns: close to a Gaussian whose standard
  /// deviation is the radius.
  static func smoothed(_ source: Raster, radius: Int) -> Raster {
    let sidewise = Raster(width: source.width, height: source.height)
    Tiling.forEach(rows: source.height, cellsPerRow: 12 * source.width) { rows in
      let first = Raster(width: source.width, height: 2)
      for y in rows {
        var a = unsafe first.row(0).mutableSpan
        var b = unsafe first.row(1).mutableSpan
        var out = unsafe sidewise.row(y).mutableSpan
        runningMean(unsafe source.row(y).span, radius, into: &a)
        runningMean(a.span, radius, into: &b)
        runningMean(b.span, radius, into: &out)
      }
    }
    var result = sidewise
    for _ in 0..<3 { result = columnMean(result, radius) }
    return result
  }

  /// Beyond its ends a row continues with its end values.
  private static func runningMean(_ row: Span<Float>, _ radius: Int, into out: inout MutableSpan<Float>) {
    let last = row.count - 1
    let weight = 1 / Float(2 * radius + 1)
    var sum: Float = 0
    for x in -radius...radius { sum += row[min(max(x, 0), last)] }
    for x in 0...last {
      out[x] = sum * weight
      sum += row[min(x + radius + 1, last)] - row[max(x - radius, 0)]
    }
  }

  private static func columnMean(_ source: Raster, _ radius: Int) -> Raster {
    let out = Raster(width: source.width, height: source.height)
    let last = source.height - 1
    let weight = 1 / Float(2 * radius + 1)
    // Blocks of fixed height, so that rounding in the running sums does not depend on how rows are dealt out.
    let block = 64
    Tiling.forEach(rows: (source.height + block - 1) / block, cellsPerRow: 4 * block * source.width) { blocks in
      let sums = Raster(width: source.width, height: 1)
      for index in blocks {
        var sum = unsafe sums.row(0).mutableSpan
        for x in 0..<sum.count { sum[x] = 0 }
        let start = index * block
        for y in start - radius...start + radius {
          let row = unsafe source.row(min(max(y, 0), last)).span
          for x in 0..<sum.count { sum[x] += row[x] }
        }
        for y in start...min(start + block - 1, last) {
          let entering = unsafe source.row(min(y + radius + 1, last)).span
          let leaving = unsafe source.row(max(y - radius, 0)).span
          var mean = unsafe out.row(y).mutableSpan
          for x in 0..<sum.count {
            mean[x] = sum[x] * weight
            sum[x] += entering[x] - leaving[x]
          }
        }
      }
    }
    return out
  }
}
