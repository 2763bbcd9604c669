import Foundation

/// Lines up to the first empty one are `--set` overrides, what follows is the config; without an empty line a small sound config follows.
enum OverrideFuzzer {
  @Sendable static func read(_ bytes: [UInt8]) {
    guard let text = String(bytes: bytes, encoding: .utf8), !bytes.contains(0) else { return }
    let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
    let overrides = parts[0].split(separator: "\n", omittingEmptySubsequences: false).prefix(8).map(String.init)
    ConfigFuzzer.check(parts.count > 1 ? String(parts[1]) : SoundConfig.text, overrides: overrides)
  }
}
