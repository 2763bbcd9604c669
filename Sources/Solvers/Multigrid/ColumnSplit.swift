import Fields

/// Where a row's cells stand when those of even and those of odd columns are kept apart.
///
/// The cells of one colour in a row are those of one column parity. Kept apart, a visit to them is one run through whole vectors, with
/// nothing masked: the neighbours across growth and depth faces have the same index, those in the row itself the same or the next one among
/// the columns of the other parity. What is written lies apart from what is read.
///
/// Elements of a row: even columns from 0 on, their right ghost at `half`; odd columns from `start(1)` on, their left ghost before it.
/// Behind them are elements up to whole vectors that are no cells; there, and in the odd column that a row of odd width has not,
/// all quantities but ghosts are kept at 0.
struct ColumnSplit: Sendable {
  /// Cells of a row.
  let width: Int
  /// Cells of even columns, and elements for those of odd ones.
  let half: Int
  /// Elements of one parity, whole vectors.
  let whole: Int
  private let oddStart: Int
  /// Whether the ends of a row are neighbours of different column parity.
  private let isClosed: Bool
  /// Whether the ends of a row are neighbours of the same column parity, which the ghosts leave out.
  let isOddPeriod: Bool

  init(_ grid: Grid) {
    width = grid.width
    half = (grid.width + 1) / 2
    whole = (half + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
    oddStart = whole + Lanes.scalarCount
    let isPeriodic = grid.widthClosure == .periodic && grid.width > 1
    isClosed = isPeriodic && grid.width % 2 == 0
    isOddPeriod = isPeriodic && grid.width % 2 == 1
  }

  /// Elements of a row.
  var length: Int { 2 * whole + Lanes.scalarCount }

  /// Element of the first column of a parity.
  @inline(__always)
  func start(_ parity: Int) -> Int { parity == 0 ? 0 : oddStart }

  /// Calls `body` with the first element of each vector of one parity.
  @inline(__always)
  func forEachVector(_ body: (Int) -> Void) {
    var i = 0
    while i < whole {
      body(i)
      i &+= Lanes.scalarCount
    }
  }

  /// Columns of a parity.
  @inline(__always)
  func count(_ parity: Int) -> Int { (width &+ 1 &- parity) >> 1 }

  /// Sets the ghost of one parity from its cells; where the row does not end with the other parity's neighbour, to 0.
  @inline(__always)
  func seal(_ row: UnsafeMutablePointer<Float>, _ parity: Int) {
    if parity == 0 {
      unsafe row[half] = isClosed ? row[0] : 0
    } else {
      unsafe row[start(1) - 1] = isClosed ? row[start(1) + half - 1] : 0
    }
  }

  /// Takes `scale` × a row with one ghost at each end apart; ghosts stay what they are.
  @inline(__always)
  func split(_ from: UnsafePointer<Float>, scale: Float, into row: UnsafeMutablePointer<Float>) {
    let even = unsafe row, odd = unsafe row + start(1), lanes = Lanes.scalarCount
    var t = 0
    while 2 &* (t &+ lanes) <= width {
      let first = unsafe from.lanes(2 &* t &+ 1), second = unsafe from.lanes(2 &* t &+ 1 &+ lanes)
      unsafe even.set(t, scale * Lanes(lowHalf: first.evenHalf, highHalf: second.evenHalf))
      unsafe odd.set(t, scale * Lanes(lowHalf: first.oddHalf, highHalf: second.oddHalf))
      t &+= lanes
    }
    while t < half {
      unsafe even[t] = scale * from[2 &* t &+ 1]
      if 2 &* t &+ 1 < width { unsafe odd[t] = scale * from[2 &* t &+ 2] }
      t &+= 1
    }
  }

  /// The same of a row in double precision.
  @inline(__always)
  func split(_ from: UnsafePointer<Double>, scale: Double, into row: UnsafeMutablePointer<Float>) {
    let even = unsafe row, odd = unsafe row + start(1), lanes = Lanes.scalarCount
    var t = 0
    while 2 &* (t &+ lanes) <= width {
      let apart = unsafe Lanes.apart(from + (2 &* t &+ 1), scale)
      unsafe even.set(t, apart.even)
      unsafe odd.set(t, apart.odd)
      t &+= lanes
    }
    while t < half {
      unsafe even[t] = Float(scale * from[2 &* t &+ 1])
      if 2 &* t &+ 1 < width { unsafe odd[t] = Float(scale * from[2 &* t &+ 2]) }
      t &+= 1
    }
  }

  /// Takes a row with one ghost at each end apart; ghosts are set as by `seal`.
  @inline(__always)
  func split(_ from: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>) {
    let even = unsafe row, odd = unsafe row + start(1)
    for t in 0..<width / 2 {
      unsafe even[t] = from[2 &* t &+ 1]
      unsafe odd[t] = from[2 &* t &+ 2]
    }
    if width % 2 == 1 { unsafe even[half - 1] = from[width] }
    unsafe seal(row, 0)
    unsafe seal(row, 1)
  }

  /// Puts a row together; its ghosts stay what they are.
  @inline(__always)
  func merge(_ row: UnsafePointer<Float>, into to: UnsafeMutablePointer<Float>) {
    let even = unsafe row, odd = unsafe row + start(1), lanes = HalfLanes.scalarCount
    var t = 0
    while 2 &* (t &+ lanes) <= width {
      unsafe to.set(2 &* t &+ 1, Lanes(interleaving: even.load(t, as: HalfLanes.self), odd.load(t, as: HalfLanes.self)))
      t &+= lanes
    }
    while t < half {
      unsafe to[2 &* t &+ 1] = even[t]
      if 2 &* t &+ 1 < width { unsafe to[2 &* t &+ 2] = odd[t] }
      t &+= 1
    }
  }
}
