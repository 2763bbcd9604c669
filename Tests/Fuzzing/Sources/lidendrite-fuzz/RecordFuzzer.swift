import Foundation
import Records

/// The bytes are a `metrics.csv` or an `outlines.csv`.
enum RecordFuzzer {
  @Sendable static func read(_ bytes: [UInt8]) {
    let path = ScratchFile.write(bytes, as: "records.csv").path
    do throws(RecordError) {
      let table = try TimeSeriesFile(path: path)
      for title in table.titles { demand(table.column(title)?.count == table.rows.count, "a column of another length") }
    } catch {
      demand(!"\(error)".isEmpty, "refused without a word")
    }
    do throws(RecordError) {
      let outlines = try OutlineSeriesFile(path: path)
      demand(outlines.moments.allSatisfy { !$0.polygons.isEmpty && $0.polygons.allSatisfy { !$0.isEmpty } }, "an empty outline")
    } catch {
      demand(!"\(error)".isEmpty, "refused without a word")
    }
  }
}
