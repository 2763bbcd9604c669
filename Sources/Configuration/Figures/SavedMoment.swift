import Fields
import Records

/// A field file of a run at a moment that was asked for.
struct SavedMoment {
  let file: FieldFile
  /// δ of the run's profile, m.
  let halfWidth: Double

  /// Simulated, s.
  var time: Double { file.header.time }

  /// Files nearest to each of `times`, such as `20 s`, in the order of time; the last one where there are none.
  /// - Parameter quantities: that each has to hold.
  /// - Throws: `FigureError` that names the key to set where they do not, `RecordError` when a file cannot be read.
  static func chosen(_ times: [String], of run: RecordedRun, holding quantities: [FieldQuantity]) throws -> [SavedMoment] {
    let numbers = run.folder.fieldFileNumbers
    if numbers.isEmpty { throw FigureError("\(run.folder.fields): no field files; a run with [output.fieldFiles] writes them") }
    let files = try numbers.map { try FieldFile(path: try run.folder.fieldFile($0)) }
    let first = files.map(\.header.time).min()!, last = files.map(\.header.time).max()!
    let wanted = try times.map { try MorphologySelection.time($0, from: first, to: last, in: run.folder.fields) }
    var chosen: [FieldFile] = []
    for time in wanted.isEmpty ? [last] : wanted {
      let nearest = files.min { abs($0.header.time - time) < abs($1.header.time - time) }!
      if !chosen.contains(where: { $0.header.time == nearest.header.time }) { chosen.append(nearest) }
    }
    let halfWidth = try ResolvedSetting("numerics.interfaceHalfWidth", of: run).value
    return try chosen.sorted { $0.header.time < $1.header.time }.map { file in
      let lacking = quantities.filter { !file.quantities.contains($0) }.map(\.rawValue)
      guard lacking.isEmpty else {
        let held = file.quantities.map(\.rawValue).joined(separator: ", ")
        throw FigureError(
          "\(file.path): it has no \(lacking.joined(separator: " and no ")); it holds \(held); "
            + "output.fieldFiles.fields of a run says what its files hold")
      }
      return SavedMoment(file: file, halfWidth: halfWidth)
    }
  }

  func field(_ quantity: FieldQuantity) throws(RecordError) -> ScalarField { try file.fields(quantity)[0] }
}
