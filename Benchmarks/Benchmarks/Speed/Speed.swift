import Benchmark
import Fields
import Foundation
import Scenes

/// What the plugin runs. `LIDENDRITE_BENCH=quick` makes it smaller grids and fewer repeats.
let benchmarks: @Sendable () -> Void = {
  let isQuick = ProcessInfo.processInfo.environment["LIDENDRITE_BENCH"] == "quick"
  for measured in MeasuredCase.all(isQuick: isQuick, processors: Topology.processorCount) {
    register(measured, isQuick: isQuick)
  }
}

/// What a benchmark repeats, made when its turn comes: each process registers them all and runs one.
///
/// Invariant behind `@unchecked Sendable`: setup, runs and teardown follow each other.
private final class Prepared: @unchecked Sendable {
  var workload: Workload?
}

private func register(_ measured: MeasuredCase, isQuick: Bool) {
  let part = measured.part
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock] + part.counts.map { .custom($0) }, timeUnits: .nanoseconds,
    warmupIterations: 1,
    maxDuration: part.isLong ? .seconds(3600) : isQuick ? .milliseconds(100) : .milliseconds(500),
    maxIterations: part.isLong ? (isQuick ? 3 : 7) : 1000)
  let prepared = Prepared()
  Benchmark(measured.name, configuration: configuration) { benchmark in
    guard let workload = prepared.workload else { return benchmark.error("\(measured.name) was not set up") }
    var counts: Workload.Counts?
    repeat {
      workload.reset()
      benchmark.startMeasurement()
      counts = try workload.run()
    } while counts == nil
    benchmark.stopMeasurement()
    for (name, count) in counts ?? [:] { benchmark.measurement(.custom(name), count) }
  } setup: {
    Tiling.threadBudget = measured.threads
    print("measuring \(measured.name)")
    prepared.workload = try Workload.make(part, measured.size)
  } teardown: {
    prepared.workload = nil
  }
}
