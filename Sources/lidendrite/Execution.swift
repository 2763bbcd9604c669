import ArgumentParser
import Configuration
import Pictures
import Records
import Simulations

/// A run as the shell sees it: progress, signals, messages and the exit status.
struct Execution {
  let general: GeneralOptions
  let isQuiet: Bool
  let movies: MovieOptions

  private var reporter: Reporter { general.reporter }

  func run(_ config: RunConfiguration, in folder: RunFolder, from origin: RunDriver.Origin) throws {
    Interruption.listen()
    SteadyMemory.keep()
    var driver = RunDriver(config, folder: folder)
    driver.progress = isQuiet || general.json ? .quiet : .forStandardError
    driver.warn = { reporter.warning($0, config.idleKeys) }
    driver.interruption = { Interruption.signal }
    do {
      try end(try driver.run(from: origin), in: folder)
    } catch  where (error as? RecordError)?.cause == .inputOutput || error is PictureError {
      // What was on the disk at the last checkpoint still is.
      guard let paths = try? CheckpointFolder(folder).paths(), !paths.isEmpty else { throw error }
      reporter.error("\(error); once that is mended, go on with: lidendrite resume \(folder.path)")
      throw ExitStatus.failed
    }
  }

  private func end(_ result: RunDriver.Result, in folder: RunFolder) throws {
    let path = folder.path
    switch result.reason {
    case .noSolution:
      // What was tried is no use again; something has to be another.
      let branch = (try? CheckpointFolder(folder).paths())?.first.map {
        "; the last good checkpoint is \($0): lidendrite run --from \($0) --set section.key=value --output FOLDER"
      }
      reporter.error("\(path): \(result.words)\(branch ?? "")")
      throw ExitStatus.failed
    case .interrupted(let signal):
      reporter.error(
        "\(path): interrupted; metrics, frames and summary are complete up to there; go on with: lidendrite resume \(path)")
      throw ExitStatus.interrupted(by: signal)
    case .duration, .protocolDone, .stopHeight, .shortCircuit, .lithiumUsedUp, .maximumVoltage:
      if general.json {
        print(try RunReport(result, folder: path).json())
      } else if !isQuiet {
        let frames = result.frames == 0 ? "" : ", \(result.frames) \(result.frames == 1 ? "frame" : "frames") in frames/"
        print("\(path): \(result.words); metrics.csv, steps.csv, summary.json\(frames)")
      }
      try movies.finish(folder.frames, isQuiet: isQuiet || general.json)
    }
  }
}
