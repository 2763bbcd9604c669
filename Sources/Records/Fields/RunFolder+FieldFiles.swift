import Foundation

extension RunFolder {
  /// Where field files are.
  public var fields: String { "\(path)/fields" }

  static let fieldFileEnding = ".vtkhdf"

  /// Path of a field file, its folder made where it is not there yet.
  /// - Parameter number: from 0, written with six digits.
  /// - Throws: `RecordError` when the folder cannot be made.
  public func fieldFile(_ number: Int) throws(RecordError) -> String {
    do {
      try FileManager.default.createDirectory(atPath: fields, withIntermediateDirectories: true)
    } catch {
      throw .inputOutput("create \(fields)", error)
    }
    return "\(fields)/\(String(format: "%06d", number))\(Self.fieldFileEnding)"
  }

  /// Numbers of the field files that are there, in order.
  public var fieldFileNumbers: [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fields)) ?? []
    // None that somebody else named by a number.
    return names.compactMap { name in name.wholeMatch(of: /([0-9]{6,})\.vtkhdf/).flatMap { Int($0.1) } }.sorted()
  }

  /// Removes the field files with this number and all later ones, which a run that is resumed makes anew.
  /// - Throws: `RecordError` with the path and the system's reason.
  public func removeFieldFiles(from number: Int) throws(RecordError) {
    for later in fieldFileNumbers where later >= number {
      let file = try fieldFile(later)
      do {
        try FileManager.default.removeItem(atPath: file)
      } catch {
        throw .inputOutput("remove \(file)", error)
      }
    }
  }
}
