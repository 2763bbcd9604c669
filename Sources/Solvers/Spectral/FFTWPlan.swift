import CFFTW
import Synchronization

/// A one-dimensional transform planned by FFTW, executed on any rows of the planned shape, from any number of threads.
///
/// Transforms are not normalised: forward and backward multiply by the length. Plans are not timed, and each is made with no memory of earlier
/// ones, so that every run uses the same plan and yields the same bits. For rows of the usual lengths they follow what FFTW found when it was
/// once let measure (`Wisdom.txt`, by `Benchmarks/wisdom/measure.c`): four fifths of the time of an estimated plan forwards, three fifths
/// backwards, and for two rows at once in the first cache from a quarter to all of it. Other lengths, and all where FFTW or the processor's vectors are others, are estimated.
///
/// Invariant: every pointer given to a plan lies on a 64-byte boundary, because alignment decides which kernels run.
@safe
final class FFTWPlan: @unchecked Sendable {
  private let plan: fftw_plan

  /// A plan on its way out of the planner's lock; nobody else has it yet.
  @safe
  private struct Fresh: @unchecked Sendable {
    let plan: fftw_plan?
  }

  /// FFTW's planner is not reentrant, execution is.
  private static let planner = Mutex<Void>(())

  private static let effort = UInt32(FFTW_ESTIMATE)

  private init(_ make: (_ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer) -> fftw_plan?) {
    // An estimating planner looks at the alignment of its arrays and at whether they are the same, never at the data.
    let a = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
    let b = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
    let fresh = Self.planner.withLock { _ in
      fftw_forget_wisdom()
      Self.learn()
      return unsafe Fresh(plan: make(a, b))
    }
    unsafe a.deallocate()
    unsafe b.deallocate()
    guard let plan = unsafe fresh.plan else { preconditionFailure("FFTW has no plan for this transform") }
    unsafe self.plan = plan
  }

  /// Whether FFTW has taken the wisdom. It refuses that of another version or other vectors, and is none the worse for it.
  @discardableResult
  private static func learn() -> Bool {
    unsafe (PackageResources.Wisdom_txt + [0]).withUnsafeBufferPointer { text in
      unsafe text.withMemoryRebound(to: CChar.self) { text in unsafe fftw_import_wisdom_from_string(text.baseAddress!) != 0 }
    }
  }

  deinit { Self.planner.withLock { _ in unsafe fftw_destroy_plan(plan) } }

  /// From `length` numbers to `length / 2 + 1` modes.
  static func realForward(length: Int, inPlace: Bool) -> FFTWPlan {
    unsafe FFTWPlan { a, b in
      unsafe fftw_plan_dft_r2c_1d(
        Int32(length), a.assumingMemoryBound(to: Double.self),
        (inPlace ? a : b).assumingMemoryBound(to: fftw_complex.self), effort)
    }
  }

  /// From `length / 2 + 1` modes, which are lost, to `length` numbers.
  static func realBackward(length: Int, inPlace: Bool) -> FFTWPlan {
    unsafe FFTWPlan { a, b in
      unsafe fftw_plan_dft_c2r_1d(
        Int32(length), a.assumingMemoryBound(to: fftw_complex.self),
        (inPlace ? a : b).assumingMemoryBound(to: Double.self), effort)
    }
  }

  /// From `length` complex numbers to as many modes elsewhere.
  static func complexForward(length: Int) -> FFTWPlan {
    unsafe FFTWPlan { a, b in
      unsafe fftw_plan_dft_1d(
        Int32(length), a.assumingMemoryBound(to: fftw_complex.self), b.assumingMemoryBound(to: fftw_complex.self), FFTW_FORWARD, effort)
    }
  }

  /// In place, on `batch` neighbouring columns whose elements lie `stride` modes apart.
  static func columns(length: Int, stride: Int, batch: Int, forward: Bool) -> FFTWPlan {
    unsafe FFTWPlan { a, _ in
      var count = Int32(length)
      let modes = unsafe a.assumingMemoryBound(to: fftw_complex.self)
      return unsafe fftw_plan_many_dft(
        1, &count, Int32(batch), modes, nil, Int32(stride), 1, modes, nil, Int32(stride), 1,
        forward ? FFTW_FORWARD : FFTW_BACKWARD, effort)
    }
  }

  /// A cosine or sine transform of one axis between mirrors, in place, on `batch` neighbouring columns whose elements lie `stride` numbers
  /// apart; twice the sum, both ways.
  static func trigonometric(_ kind: Trigonometric, length: Int, stride: Int, batch: Int) -> FFTWPlan {
    unsafe FFTWPlan { a, _ in
      var count = Int32(length), kind = kind.name
      let numbers = unsafe a.assumingMemoryBound(to: Double.self)
      return unsafe fftw_plan_many_r2r(
        1, &count, Int32(batch), numbers, nil, Int32(stride), 1, numbers, nil, Int32(stride), 1, &kind, effort)
    }
  }

  enum Trigonometric {
    /// Of values at the centres of cells, and back.
    case cosine, cosineBack
    /// Of values on the faces between cells, its own inverse.
    case sine

    fileprivate var name: fftw_r2r_kind {
      switch self {
      case .cosine: FFTW_REDFT10
      case .cosineBack: FFTW_REDFT01
      case .sine: FFTW_RODFT00
      }
    }
  }

  func inPlace(_ numbers: UnsafeMutablePointer<Double>) {
    unsafe fftw_execute_r2r(plan, numbers, numbers)
  }

  func forward(_ numbers: UnsafeMutablePointer<Double>, _ modes: UnsafeMutablePointer<SIMD2<Double>>) {
    unsafe fftw_execute_dft_r2c(plan, numbers, UnsafeMutableRawPointer(modes).assumingMemoryBound(to: fftw_complex.self))
  }

  func backward(_ modes: UnsafeMutablePointer<SIMD2<Double>>, _ numbers: UnsafeMutablePointer<Double>) {
    unsafe fftw_execute_dft_c2r(plan, UnsafeMutableRawPointer(modes).assumingMemoryBound(to: fftw_complex.self), numbers)
  }

  func inPlace(_ modes: UnsafeMutablePointer<SIMD2<Double>>) {
    let modes = unsafe UnsafeMutableRawPointer(modes).assumingMemoryBound(to: fftw_complex.self)
    unsafe fftw_execute_dft(plan, modes, modes)
  }

  func outOfPlace(_ numbers: UnsafeMutablePointer<SIMD2<Double>>, _ modes: UnsafeMutablePointer<SIMD2<Double>>) {
    unsafe fftw_execute_dft(
      plan, UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: fftw_complex.self),
      UnsafeMutableRawPointer(modes).assumingMemoryBound(to: fftw_complex.self))
  }
}
