import ArgumentParser
import Configuration
import Files
import Pictures
import Records
import Reports

extension Reporter {
  /// Turns what is wrong with input and files into messages and an exit status.
  func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let errors as ConfigurationErrors {
      for found in errors.errors { error(found) }
      throw ExitStatus.wrongInput
    } catch let refusal as ResolutionError {
      error(refusal, in: "the config")
      throw ExitStatus.wrongInput
    } catch let refusal as FigureError {
      error(refusal)
      throw ExitStatus.wrongInput
    } catch let refusal as UnknownMaterial {
      error(refusal)
      throw ExitStatus.wrongInput
    } catch let refusal as UnknownReference {
      error(refusal.description, found: refusal.found, allowed: refusal.allowed, suggestion: refusal.suggestion)
      throw ExitStatus.wrongInput
    } catch let refusal as ReferencePageError {
      error("\(refusal)")
      throw ExitStatus.wrongInput
    } catch let refusal as MemoryRefusal {
      error("\(refusal)")
      throw ExitStatus.wrongInput
    } catch let refusal as RecordError {
      error("\(refusal)")
      throw ExitStatus.of(refusal)
    } catch let failure as FileError {
      error("\(failure)")
      throw ExitStatus.failed
    } catch let failure as MovieError {
      error("\(failure)")
      throw ExitStatus.failed
    } catch let failure as PictureError {
      error("\(failure)")
      throw ExitStatus.failed
    }
  }
}
