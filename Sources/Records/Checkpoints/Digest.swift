import CCrypto
import Files

/// SHA-256 (FIPS 180-4), which tells of any byte that a file has lost or changed.
enum Digest {
  /// Hexadecimal digits of the digest of bytes in memory.
  static func hex(of bytes: RawSpan) -> String {
    let state = Running()
    state.add(bytes)
    return state.hex()
  }

  /// Of a file.
  /// - Throws: `FileError` with the system's reason.
  static func hex(ofFile path: String) throws(FileError) -> String {
    let state = Running()
    try FileBytes.forEachPiece(of: path) { state.add($0) }
    return state.hex()
  }

  @safe
  private final class Running {
    private let context = unsafe EVP_MD_CTX_new()

    init() {
      let isReady = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
      precondition(isReady == 1, "libcrypto has SHA-256")
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    func add(_ bytes: RawSpan) { _ = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) } }

    func hex() -> String {
      var digest = [UInt8](repeating: 0, count: 32)
      _ = unsafe EVP_DigestFinal_ex(context, &digest, nil)
      return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }
}
