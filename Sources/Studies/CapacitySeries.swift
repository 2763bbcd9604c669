import Records

/// The metrics of a run over the charge that has passed.
///
/// A capacity stands for the moment at which it is first reached; between rows everything is linear.
struct CapacitySeries {
  /// mA·h/cm².
  let capacities: [Double]
  private let file: TimeSeriesFile

  static let capacity = "areal capacity [mA*h/cm^2]"

  /// Nil where no row was written.
  init?(_ file: TimeSeriesFile) {
    guard let capacities = file.column(Self.capacity), !capacities.isEmpty else { return nil }
    self.file = file
    self.capacities = capacities
  }

  /// The largest that was reached, mA·h/cm²; at least 0.
  var largest: Double { max(0, capacities.filter(\.isFinite).max() ?? 0) }

  /// A column where a capacity is first reached, in its own unit; nil where it never is, or where the column has no number.
  func value(_ title: String, at capacity: Double) -> Double? {
    guard let column = file.column(title), let place = place(of: capacity) else { return nil }
    // Beside a number that does not exist the other one does not count.
    let value = place.weight == 1 ? column[place.row] : column[place.row - 1] * (1 - place.weight) + column[place.row] * place.weight
    return value.isFinite ? value : nil
  }

  /// The first row of a column.
  func start(_ title: String) -> Double? { file.column(title)?.first }

  /// Mean of a column over the charge on the way to a capacity.
  func mean(_ title: String, upTo capacity: Double) -> Double? {
    guard let column = file.column(title), let place = place(of: capacity), let end = value(title, at: capacity) else { return nil }
    guard place.row > 0, capacity > capacities[0] else { return end }
    var sum = 0.0
    for row in 1..<place.row { sum += 0.5 * (column[row - 1] + column[row]) * (capacities[row] - capacities[row - 1]) }
    sum += 0.5 * (column[place.row - 1] + end) * (capacity - capacities[place.row - 1])
    let mean = sum / (capacity - capacities[0])
    return mean.isFinite ? mean : nil
  }

  /// What a column stays below during half of the charge on the way to a capacity: without what a few cells do for a moment.
  func median(_ title: String, upTo capacity: Double) -> Double? {
    guard let column = file.column(title), let place = place(of: capacity), let end = value(title, at: capacity) else { return nil }
    guard place.row > 0, capacity > capacities[0] else { return end }
    let parts = (1...place.row).map { row in
      let isLast = row == place.row
      let charge = (isLast ? capacity : capacities[row]) - capacities[row - 1]
      return (value: 0.5 * (column[row - 1] + (isLast ? end : column[row])), charge: charge)
    }.filter { $0.value.isFinite && $0.charge > 0 }.sorted { $0.value < $1.value }
    let half = 0.5 * parts.reduce(0) { $0 + $1.charge }
    var sum = 0.0
    return parts.first { part in
      sum += part.charge
      return sum >= half
    }?.value
  }

  /// The first row at or beyond a capacity, and how far the capacity lies from the row before to it.
  private func place(of capacity: Double) -> (row: Int, weight: Double)? {
    // The rows have ten digits.
    guard let row = capacities.firstIndex(where: { $0 >= capacity - 1e-9 * abs(capacity) }) else { return nil }
    guard row > 0 else { return (0, 1) }
    let weight = (capacity - capacities[row - 1]) / (capacities[row] - capacities[row - 1])
    return (row, min(weight, 1))
  }
}
