import Fields
import RealModule

/// Turns fields into pixels, row by row from the top of the image.
struct FieldPainting {
  let buffer: PixelBuffer
  /// Upper left corner and size of the image within the picture, pixels.
  let x: Int, y: Int, width: Int, height: Int

  /// Fills the image with one colour.
  func paint(_ color: Color) {
    let hex = color.hex
    forEachRow { _, out in
      for i in 0..<out.count { out[i] = hex }
    }
  }

  /// Lays a colour over what is there, by shares of 0 … 1.
  func paint(_ share: Raster, _ color: Color) {
    let hex = color.hex
    forEachRow { row, out in
      let opacity = unsafe share.row(row).span
      for i in 0..<out.count { out[i] = Self.mix(out[i], hex, UInt32(max(0, min(1, opacity[i])) * 255 + 0.5)) }
    }
  }

  /// Colours each pixel of a quantity in SI units.
  ///
  /// - Parameter isPartial: leaves what is there where the quantity is no number.
  func paint(_ quantity: Raster, _ scale: ColorScale, isPartial: Bool = false) {
    let table = scale.map.table
    let undefined = scale.undefinedColor.hex
    let top = Float(table.count - 1)
    let isLogarithmic = scale.spacing == .logarithmic
    // Position in the table is slope · value + offset, or the same of the value's logarithm.
    let lower = isLogarithmic ? Double.log10(scale.range.lowerBound) : scale.range.lowerBound
    let upper = isLogarithmic ? Double.log10(scale.range.upperBound) : scale.range.upperBound
    let steps = Double(table.count - 1) / (upper - lower)
    let slope = Float(isLogarithmic ? steps : steps * scale.unitsPerSI)
    let offset = Float(isLogarithmic ? (Double.log10(scale.unitsPerSI) - lower) * steps : -lower * steps)
    forEachRow { row, out in
      let values = unsafe quantity.row(row).span
      for i in 0..<out.count {
        var value = values[i]
        if isLogarithmic { value = value > 0 ? Float.log10(value) : value.isNaN ? value : -.infinity }
        let position = slope * value + offset
        if isPartial && position.isNaN { continue }
        out[i] = position.isNaN ? undefined : table[Int(max(0, min(top, position)) + 0.5)]
      }
    }
  }

  /// Lays lithium and its outline over what is there; the outline alone without a colour.
  func paint(_ metal: Metal, _ color: Color?, outline: Color) {
    let ink = outline.hex
    let full = color?.hex ?? 0, isFilled = color != nil
    let lit = (red: Float(full >> 16 & 255), green: Float(full >> 8 & 255), blue: Float(full & 255))
    forEachRow { row, out in
      let coverage = unsafe metal.coverage.row(row).span
      let shade = unsafe metal.shade.row(row).span
      let line = unsafe metal.outline.row(metal.outline.height - 1 - row).span
      for i in 0..<out.count {
        if isFilled && coverage[i] > 0 {
          let level = shade[i]
          let surface =
            UInt32(lit.red * level + 0.5) << 16 | UInt32(lit.green * level + 0.5) << 8 | UInt32(lit.blue * level + 0.5)
          out[i] = coverage[i] >= 1 ? surface : Self.mix(out[i], surface, UInt32(coverage[i] * 255 + 0.5))
        }
        if line[i] & 255 > 0 { out[i] = Self.mix(out[i], ink, line[i] & 255) }
      }
    }
  }

  /// `top` laid over `below` with an opacity of 0 … 255.
  @inline(__always)
  private static func mix(_ below: UInt32, _ top: UInt32, _ opacity: UInt32) -> UInt32 {
    var mixed: UInt32 = 0
    var shift: UInt32 = 0
    while shift < 24 {
      let sum = (below >> shift & 255) * (255 - opacity) + (top >> shift & 255) * opacity
      mixed |= ((sum + 127) / 255) << shift
      shift += 8
    }
    return mixed
  }

  /// Mean luminance of a part of the image.
  func luminance(_ box: Box) -> Double {
    var total = 0.0
    var count = 0.0
    for row in stride(from: max(Int(box.y), 0), to: min(Int(box.bottom), buffer.height), by: 3) {
      for column in stride(from: max(Int(box.x), 0), to: min(Int(box.right), buffer.width), by: 3) {
        total += Color(hex: buffer[column, row]).luminance
        count += 1
      }
    }
    return total / max(count, 1)
  }

  /// An ink that stands out from a part of the image, and one to set it off with.
  func inks(_ box: Box) -> (ink: Color, halo: Color) {
    let (white, black) = (Color(hex: 0xFFFFFF), Color(hex: 0))
    return luminance(box) < 0.3 ? (white, black) : (black, white)
  }

  /// Calls `body` with a row of the raster (counted from below) and the pixels it becomes.
  private func forEachRow(_ body: @Sendable (Int, inout MutableSpan<UInt32>) -> Void) {
    let (buffer, x, y, width, height) = (buffer, x, y, width, height)
    Tiling.forEach(rows: height, cellsPerRow: 2 * width) { rows in
      for row in rows {
        let line = unsafe buffer.row(y + height - 1 - row)
        let image = unsafe UnsafeMutableBufferPointer(rebasing: line[x..<x + width])
        var pixels = unsafe image.mutableSpan
        body(row, &pixels)
      }
    }
  }
}
