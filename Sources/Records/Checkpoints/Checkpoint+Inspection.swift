extension Checkpoint {
  /// Least and greatest value of a kept field, SI.
  /// - Throws: `RecordError` where there is no such field.
  public func range(of field: String) throws(RecordError) -> ClosedRange<Double> {
    var least = Double.infinity, greatest = -Double.infinity
    try forEachLayer(of: field) { layer, _ in
      least = min(least, layer.min() ?? .infinity)
      greatest = max(greatest, layer.max() ?? -.infinity)
    }
    return min(least, greatest)...greatest
  }

  /// Largest difference of a kept field from its mirror image about the middle of the width, SI.
  /// - Throws: `RecordError` where there is no such field.
  public func mirrorDifference(of field: String) throws(RecordError) -> Double {
    var largest = 0.0
    try forEachLayer(of: field) { layer, width in
      for row in stride(from: 0, to: layer.count, by: width) {
        for i in 0..<width / 2 { largest = max(largest, abs(layer[row + i] - layer[row + width - 1 - i])) }
      }
    }
    return largest
  }

  private func forEachLayer(of field: String, _ body: ([Double], _ width: Int) -> Void) throws(RecordError) {
    try HDF5Reader.read(path) { file throws(RecordError) in
      let name = "/fields/\(field)"
      let shape = try file.shape(of: name)
      guard let layers = shape.first, let width = shape.last, width > 0 else { return }
      for layer in 0..<layers { body(try file.doubles(name, layers: layer..<layer + 1), width) }
    }
  }
}
