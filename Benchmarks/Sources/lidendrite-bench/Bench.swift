import Fields
import Foundation

/// Measures the speed of a step and of its parts: `lidendrite-bench [--quick] [--markdown]`.
@main
enum Bench {
  static func main() {
    let arguments = Set(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || !arguments.subtracting(["--quick", "--markdown"]).isEmpty {
      print("usage: lidendrite-bench [--quick] [--markdown]")
      print("  --quick     fewer repetitions, and no grid above 512 x 512")
      print("  --markdown  the table as Markdown")
      exit(arguments.contains("--help") ? 0 : 64)
    }
    let isQuick = arguments.contains("--quick")
    let stopwatch = Stopwatch(repetitions: isQuick ? 3 : 7, seconds: isQuick ? 0.1 : 0.5)
    var table = ResultTable()
    let loadBefore = Machine.load
    for edge in isQuick ? [256, 512] : [256, 512, 1024] {
      for threads in [1, 2] where threads <= Topology.processorCount {
        Tiling.threadBudget = threads
        let scene = FrontScene(edge: edge)
        let copy = stopwatch.median { scene.copy() }
        var rows = [Measurement("copy of a field", copy)]
        rows += LawMeasurements.all(scene, stopwatch)
        rows += SolverMeasurements.all(scene, stopwatch)
        rows += StepMeasurements.all(scene, steps: isQuick ? 3 : 5)
        table.add(rows, edge: edge, threads: threads, copy: copy)
      }
    }
    print("\(Machine.name), \(Topology.processorCount) processors, \(Machine.date)")
    print("Load average before \(loadBefore), after \(Machine.load). Medians; ns per cell, for a step with all its iterations.")
    print("A copy reads and writes 16 bytes a cell; its row gives the bandwidth. Iterations: those of one call.\n")
    print(arguments.contains("--markdown") ? table.markdown : table.text)
  }
}
