import Foundation
import Synchronization

/// SIGINT and SIGTERM as a wish to end: the first is noted, so that the run ends its step and its files; a second one kills at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// The signal that came, or nil.
  static var signal: Int32? {
    let value = received.load(ordering: .relaxed)
    return value == 0 ? nil : value
  }

  static func listen() {
    for number in [SIGINT, SIGTERM] {
      _ = Foundation.signal(number) { number in
        Interruption.received.store(number, ordering: .relaxed)
        _ = Foundation.signal(number, SIG_DFL)
      }
    }
  }
}
