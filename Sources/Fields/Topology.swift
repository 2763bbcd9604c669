import Foundation

/// What the machine offers.
public enum Topology {
  /// Processors that this process may use.
  public static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }
}
