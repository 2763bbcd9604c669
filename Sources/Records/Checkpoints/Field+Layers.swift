import Fields

/// Fields as files hold them: layer by layer along the growth axis, without ghosts.
extension ScalarField {
  /// Numbers of cells along growth, depth and width.
  var shape: [Int] { [grid.growth, grid.depth, grid.width] }

  var isFinite: Bool {
    let n = grid.width
    // A sum of the differences of each number from itself is zero unless one is not finite.
    return grid.sum { r in
      let x = unsafe self.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += x[i] - x[i] }
      return sum
    } == 0
  }

  func numbers(ofLayers layers: Range<Int>) -> [Double] {
    let n = grid.width
    var numbers: [Double] = []
    numbers.reserveCapacity(layers.count * grid.depth * n)
    for r in layers.lowerBound * grid.depth..<layers.upperBound * grid.depth {
      let x = unsafe row(r, n)
      unsafe numbers.append(contentsOf: x[1...n])
    }
    return numbers
  }

  /// - Parameter numbers: as many as a layer has cells.
  func assign(_ numbers: [Double], toLayer layer: Int) {
    let n = grid.width
    precondition(numbers.count == grid.depth * n, "a layer has depth × width numbers")
    for j in 0..<grid.depth {
      let r = layer * grid.depth + j
      // What is zero takes no memory.
      if numbers[j * n..<(j + 1) * n].allSatisfy({ $0.bitPattern == 0 }) {
        clear(r)
        continue
      }
      var x = unsafe row(r, n).mutableSpan
      for i in 0..<n { x[i + 1] = numbers[j * n + i] }
      seal(r)
    }
  }
}
