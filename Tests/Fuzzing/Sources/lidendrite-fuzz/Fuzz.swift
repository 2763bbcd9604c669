import CLibFuzzer
import Foundation

/// `lidendrite-fuzz <fuzzer> [options and corpora of libFuzzer]`
@main
enum Fuzz {
  /// The fuzzer that was called for: libFuzzer hands its callback nothing but bytes.
  private static let chosen = Fuzzer.all.first { CommandLine.arguments.count > 1 && $0.name == CommandLine.arguments[1] }

  static func main() {
    guard chosen != nil else {
      print("usage: lidendrite-fuzz <fuzzer> [libFuzzer's options and corpora]; fuzzers: \(Fuzzer.all.map(\.name).joined(separator: ", "))")
      exit(64)
    }
    var count = CommandLine.argc - 1
    // The fuzzer's name takes the place of the program's.
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv + 1
    let status = unsafe LLVMFuzzerRunDriver(&count, &arguments) { bytes, size in
      Fuzz.chosen?.read(unsafe Array(UnsafeBufferPointer(start: bytes, count: size)))
      return 0
    }
    exit(status)
  }
}
