import ArgumentParser
import Configuration
import Files
import Pictures
import Records
import Simulations

/// A run as the shell sees it: progress, signals, messages and the exit status.
struct Execution {
  let general: GeneralOptions
  let isQuiet: Bool

  private var reporter: Reporter { general.reporter }

  /// Turns what is wrong with input and files into messages and an exit status.
  func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let errors as ConfigurationErrors {
      for found in errors.errors { reporter.error(found) }
      throw ExitStatus.wrongInput
    } catch let error as ResolutionError {
      reporter.error(error, in: "the config")
      throw ExitStatus.wrongInput
    } catch let error as MemoryRefusal {
      reporter.error("\(error)")
      throw ExitStatus.wrongInput
    } catch let error as RecordError {
      reporter.error("\(error)")
      throw ExitStatus.of(error)
    } catch let error as FileError {
      reporter.error("\(error)")
      throw ExitStatus.failed
    } catch let error as PictureError {
      reporter.error("\(error)")
      throw ExitStatus.failed
    }
  }

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
      if general.json { return print(try RunReport(result, folder: path).json()) }
      if isQuiet { return }
      let frames = result.frames == 0 ? "" : ", \(result.frames) \(result.frames == 1 ? "frame" : "frames") in frames/"
      print("\(path): \(result.words); metrics.csv, steps.csv, summary.json\(frames)")
    }
  }
}
