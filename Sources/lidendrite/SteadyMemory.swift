import CMalloc

/// Memory that stays what it is over millions of time steps.
enum SteadyMemory {
  /// Buffers of pictures and checkpoints go back to the system at once. Left to itself, glibc soon takes them from its heap, between
  /// small allocations, and the heap grows a little with each.
  static func keep() { lid_return_buffers_from(1 << 17) }
}
