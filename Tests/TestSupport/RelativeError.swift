/// |a − b| relative to |b|.
public func relativeError(_ a: Double, _ b: Double) -> Double { abs(a - b) / abs(b) }
