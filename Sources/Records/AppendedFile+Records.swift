import Files

/// Appended files as run folders need them: their errors are those of records, and a resumed run goes on where a checkpoint saw them.
extension AppendedFile {
  static func open(_ path: String, continuingAt length: Int?) throws(RecordError) -> AppendedFile {
    do throws(FileError) {
      guard let length else { return try AppendedFile(creating: path) }
      if let file = try AppendedFile(continuing: path, at: length) { return file }
    } catch {
      throw RecordError(error)
    }
    throw .refused("\(path): shorter than when the checkpoint was written; its rows from then on cannot be written without a gap")
  }

  func add(_ text: String) throws(RecordError) {
    do throws(FileError) { try append(text) } catch { throw RecordError(error) }
  }

  func settledLength() throws(RecordError) -> Int {
    do throws(FileError) { try sync() } catch { throw RecordError(error) }
    return length
  }
}
