import Foundation
import Synchronization

/// SIGINT, SIGTERM and SIGHUP as a wish to end: the first is noted, so that the run ends its step and its files; a second one kills at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// The signal that came, or nil.
  static var signal: Int32? {
    let value = received.load(ordering: .relaxed)
    return value == 0 ? nil : value
  }

  static func listen() {
    // Whoever started the program may have left the signals blocked: a child has its parent thread's mask.
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGINT)
    unsafe sigaddset(&set, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    // A file at its size limit is an error of that write, not the end of the program.
    _ = Foundation.signal(SIGXFSZ, SIG_IGN)
    // A terminal that is closed ends its programs, unless they were told to stay (nohup).
    var hangup = sigaction()
    unsafe sigaction(SIGHUP, nil, &hangup)
    let isStaying = unsafe unsafeBitCast(hangup.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    for number in [SIGINT, SIGTERM] + (isStaying ? [] : [SIGHUP]) {
      _ = Foundation.signal(number) { number in
        Interruption.received.store(number, ordering: .relaxed)
        _ = Foundation.signal(number, SIG_DFL)
      }
    }
  }
}
