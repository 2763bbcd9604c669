import Glibc

/// An open file, closed when it goes.
final class FileDescriptor {
  let path: String
  private let descriptor: Int32
  private var isOpen = true

  /// - Parameter action: what it is opened for, for the message.
  init(_ path: String, _ flags: Int32, to action: String) throws(FileError) {
    self.path = path
    let opened = unsafe open(path, flags | O_CLOEXEC, 0o666)
    guard opened >= 0 else { throw FileError(action, path, code: errno) }
    descriptor = opened
  }

  deinit { if isOpen { _ = Glibc.close(descriptor) } }

  /// Writes all of it.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("write", path, code: errno)
      }
      written += count
    }
  }

  /// Waits until the disk has it. What cannot be synced, such as a terminal, needs no sync.
  func sync() throws(FileError) {
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      if errno == EINVAL || errno == EROFS { return }
      throw FileError("write", path, code: errno)
    }
  }

  /// Bytes.
  func size() throws(FileError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileError("read", path, code: errno) }
    return Int(status.st_size)
  }

  /// Cuts it at a length and goes on there.
  func truncate(at length: Int) throws(FileError) {
    // Terminals and pipes have no length; there is nothing to cut.
    guard ftruncate(descriptor, length) == 0 || errno == EINVAL else { throw FileError("write", path, code: errno) }
    _ = lseek(descriptor, length, SEEK_SET)
  }

  func seekToEnd() { _ = lseek(descriptor, 0, SEEK_END) }

  func seek(to offset: Int) { _ = lseek(descriptor, offset, SEEK_SET) }

  /// Takes room on the disk for its first bytes. Where the file system cannot be asked for it, the C library reads and writes each block:
  /// the file must be open for both.
  func allocate(_ count: Int) throws(FileError) {
    guard count > 0 else { return }
    while true {
      let code = posix_fallocate(descriptor, 0, count)
      if code == 0 { return }
      if code != EINTR { throw FileError("write", path, code: code) }
    }
  }

  /// Takes the file for this process alone; false if another has it.
  func lock() throws(FileError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK { return false }
      // Some network file systems know no locks; nobody can be kept out there.
      if [ENOLCK, EOPNOTSUPP, ENOSYS].contains(errno) { return true }
      throw FileError("lock", path, code: errno)
    }
    return true
  }

  /// Bytes read, 0 at the end.
  func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(self.descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      if errno != EINTR { throw FileError("read", path, code: errno) }
    }
  }

  /// A whole number in decimal digits that the file begins with.
  func number() -> Int? {
    var bytes = [UInt8](repeating: 0, count: 20)
    guard let count = try? read(into: &bytes) else { return nil }
    return Int(String(decoding: bytes.prefix(count).prefix { (48...57).contains($0) }, as: UTF8.self))
  }

  /// Closes it; some file systems tell only then that a write failed.
  func close() throws(FileError) {
    isOpen = false
    guard Glibc.close(descriptor) == 0 else { throw FileError("write", path, code: errno) }
  }
}
