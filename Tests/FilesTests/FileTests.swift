import Files
import Foundation
import Testing

@Suite("Files that are whole or absent")
struct FileTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

  @Test("a write that fails leaves the old file and nothing beside it")
  func wholeOrOld() throws {
    let path = "\(folder)/a"
    try unsafe WholeFile.write(Array("old".utf8).span.bytes, to: path, isDurable: true)
    // The place of the partial file is taken by a folder.
    try FileManager.default.createDirectory(atPath: path + ".partial", withIntermediateDirectories: true)
    #expect(throws: FileError("write", path, code: EISDIR)) { try unsafe WholeFile.write(Array("new".utf8).span.bytes, to: path) }
    #expect(try text("a") == "old")
    try FileManager.default.removeItem(atPath: path + ".partial")
    try unsafe WholeFile.write(Array("new".utf8).span.bytes, to: path)
    #expect(try text("a") == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
  }

  @Test("a full disk is told by its name")
  func fullDisk() throws {
    #expect("\(FileError("write", "/dev/full", code: ENOSPC))" == "cannot write /dev/full: no space left on device")
    let file = try AppendedFile(extending: "/dev/full")
    #expect(throws: FileError("write", "/dev/full", code: ENOSPC)) { try file.append("x") }
  }

  @Test("a table goes on where it had a length, without what came later")
  func continuing() throws {
    let path = "\(folder)/table"
    let first = try AppendedFile(creating: path)
    try first.append("one\n")
    let length = first.length
    try first.append("two\nthr")
    let second = try #require(try AppendedFile(continuing: path, at: length))
    try second.append("TWO\n")
    try second.sync()
    #expect(try text("table") == "one\nTWO\n")
    #expect(second.length == 8)
    #expect(try AppendedFile(continuing: path, at: 9) == nil)
    #expect(try text("table") == "one\nTWO\n")
  }

  @Test("a folder is one holder's until that is gone")
  func lock() throws {
    var first = try FolderLock(folder)
    #expect(first != nil)
    #expect(try FolderLock(folder) == nil)
    #expect(FolderLock.holder(of: folder) == Int(getpid()))
    first = nil
    #expect(try FolderLock(folder) != nil)
  }
}
