import Records

extension CheckReport {
  /// Adds what the run will take on the disk, and a warning where there is less room.
  /// - Parameter folder: of the run, which need not be there yet.
  public mutating func addDisk(_ config: RunConfiguration, folder: String) {
    addDisk(config, free: FreeSpace.bytes(at: folder), folder: folder)
  }

  /// - Parameter free: bytes on the disk of the folder; nil if unknown.
  mutating func addDisk(_ config: RunConfiguration, free: Double?, folder: String) {
    guard let disk = DiskEstimate(config) else { return }
    var rows: [Row] = []
    if let settings = config.output.fieldFiles {
      let fields = settings.fields.map(\.rawValue).joined(separator: ", ")
      let packed = settings.compression == 0 ? "" : ", less when compressed"
      rows.append(
        Row("field files", readable: Self.size(disk.fieldFiles), remark: "\(Readable.count(disk.fieldFileCount)) of \(fields)\(packed)"))
    }
    if disk.frameCount > 0 {
      rows.append(Row("frames", readable: Self.size(disk.frames), remark: "about; \(Readable.count(disk.frameCount)) of each sequence"))
    }
    rows.append(Row("checkpoints", readable: Self.size(disk.checkpoints), remark: "the \(config.output.checkpoints.kept) that are kept"))
    rows.append(Row("metrics", readable: Self.size(disk.metrics), remark: "about"))
    rows.append(Row("together", readable: Self.size(disk.total), remark: "at most about"))
    if let free {
      rows.append(Row("free", readable: Self.size(free), remark: "at \(folder)"))
      if disk.total > free {
        let most = max(disk.fieldFiles, disk.frames, disk.checkpoints)
        let cure =
          switch most {
          case disk.fieldFiles where disk.fieldFileCount > 0: "write fewer with output.fieldFiles.count"
          case disk.frames where disk.frameCount > 0: "make fewer with output.frames"
          default: "use larger cells"
          }
        warnings.append("\(folder): the run takes up to \(Self.size(disk.total)), its disk has \(Self.size(free)) free; \(cure)")
      }
    }
    add(rows, to: "Disk")
  }

  private static func size(_ bytes: Double) -> String { Readable.prefixed(bytes, "B", digits: 3) }
}
