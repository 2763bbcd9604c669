import Configuration
import Foundation
import Records

/// What a run must hold from its first step to its last.
struct Demands {
  let limits: RunConfiguration.Soak
  /// Whether the model is one of the literature, whose equations bound neither ions nor order parameter.
  var isOfLiterature = false

  /// Of what the whole run wrote.
  func checks(_ record: RunRecord) -> [Check] {
    [
      balance("lithium balance", record, limits.lithiumBalance), balance("salt balance", record, limits.saltBalance),
      balance("current balance", record, limits.currentBalance), voltageParts(record), salt(record), timeStep(record), memory(record),
    ]
  }

  private func balance(_ title: String, _ record: RunRecord, _ limit: Double) -> Check {
    let largest = record.largest(title)
    return Check(title, largest <= limit, "largest \(text(largest)), allowed \(text(limit))")
  }

  /// In every row with a current the parts are the whole.
  private func voltageParts(_ record: RunRecord) -> Check {
    let voltage = record.column("cell voltage [V]")
    var judged = 0
    let parts = ["kinetic", "film", "capillary", "stress", "ohmic", "concentration"].map { record.column("\($0) voltage [V]") }
    var largest = 0.0
    for row in voltage.indices {
      let sum = parts.reduce(0) { $0 + $1[row] }
      guard sum.isFinite else { continue }
      judged += 1
      largest = max(largest, voltage[row].isFinite ? abs(sum - voltage[row]) : .infinity)
    }
    if judged == 0 { return Check("voltage parts", skipped: "no row with a current") }
    return Check(
      "voltage parts", largest <= 1e-7,
      "largest difference of their sum from the voltage \(text(largest)) V in \(judged) rows, allowed 1e-07 V")
  }

  private func salt(_ record: RunRecord) -> Check {
    if isOfLiterature { return Check("salt", skipped: "the equations of the model do not keep it above 0") }
    let values = record.column("lowest salt concentration [mol/L]")
    let lowest = values.contains(where: \.isNaN) ? .nan : values.min() ?? .nan
    return Check("salt", lowest > 0, "lowest \(text(lowest)) mol/L, allowed above 0")
  }

  /// A run that creeps is no run: the time step of its last tenth, in the middle, is not a twentieth of that of the whole.
  private func timeStep(_ record: RunRecord) -> Check {
    let sizes = record.column("time step [s]").filter { $0 > 0 }
    guard sizes.count >= 50 else { return Check("time step", skipped: "too few time steps to tell") }
    func median(_ values: some Collection<Double>) -> Double { values.sorted()[values.count / 2] }
    let whole = median(sizes), end = median(sizes.suffix(sizes.count / 10))
    return Check(
      "time step", end >= whole / 20, "median \(text(whole)) s, of the last tenth \(text(end)) s, allowed from \(text(whole / 20)) s")
  }

  /// After the first fifth, in which buffers find their size.
  private func memory(_ record: RunRecord) -> Check {
    let start = max(1000, 0.2 * record.steps)
    let points = record.memory.filter { $0.x >= start }
    guard points.count >= 20, let fit = SlopeEstimate(points) else {
      return Check("memory", skipped: "fewer than 20 readings after step \(Int(start))")
    }
    return Check(
      "memory", 1000 * fit.slope <= limits.memoryGrowth,
      "grows by \(text(1000 * fit.slope)) kB in a thousand steps, allowed \(text(limits.memoryGrowth)) kB")
  }

  /// What is wrong with the newest checkpoint of a run that was killed; empty before there is one.
  func complaints(afterKill folder: String) -> [String] {
    do {
      var found: [String] = []
      guard let newest = try CheckpointFolder(try RunFolder(existing: folder)).newest({ found.append($1) }) else { return found }
      return found + (try complaints(about: newest))
    } catch {
      return ["\(error)"]
    }
  }

  /// The same of a run that has ended, which has one.
  func complaints(atEnd folder: String) -> [String] {
    guard let paths = try? CheckpointFolder(try RunFolder(existing: folder)).paths(), !paths.isEmpty else {
      return ["\(folder): no checkpoint at its end"]
    }
    return complaints(afterKill: folder)
  }

  func complaints(about checkpoint: Checkpoint) throws -> [String] {
    var found: [String] = []
    let order = try checkpoint.range(of: "orderParameter"), slack = isOfLiterature ? 0.05 : 1e-14
    if order.lowerBound < -slack || order.upperBound > 1 + slack {
      found.append("\(checkpoint.path): the order parameter goes from \(order.lowerBound) to \(order.upperBound)")
    }
    if !isOfLiterature {
      let salt = try checkpoint.range(of: "ionConcentration")
      if salt.lowerBound <= 0 { found.append("\(checkpoint.path): the concentration goes down to \(salt.lowerBound) mol/m^3") }
    }
    if let allowed = limits.mirrorDifference {
      let difference = try checkpoint.mirrorDifference(of: "orderParameter")
      if difference > allowed {
        found.append(
          "\(checkpoint.path): the order parameter differs from its mirror image by \(text(difference)), allowed \(text(allowed))")
      }
    }
    return found
  }

  private func text(_ value: Double) -> String { String(format: "%.3g", value) }
}
