/// A direction of the simulation cell.
///
/// The growth axis runs from the electrode (bottom) to the counter side (top); it is the slowest in memory.
/// The width axis is the fastest. A 2-D simulation is a grid one cell deep.
public enum Axis: Int, CaseIterable, Sendable {
  case width
  case depth
  case growth
}
