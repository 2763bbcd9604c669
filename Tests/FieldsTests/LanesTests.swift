import Fields
import Testing

@Suite struct LanesTests {
  @Test(arguments: 1...40) func eightsCoverARangeAndLeaveItOnlyWhereItIsShorter(_ count: Int) {
    let range = 3..<3 + count
    var firsts: [Int] = []
    forEachEight(range) { firsts.append($0) }
    #expect(firsts.count == (count + 7) / 8)
    #expect(Set(firsts.flatMap { $0..<$0 + 8 }).isSuperset(of: range))
    #expect(firsts.allSatisfy { $0 >= range.lowerBound })
    #expect(count < 8 ? firsts == [3] : firsts.allSatisfy { $0 + 8 <= range.upperBound })
  }

  @Test func conversionsBetweenPrecisionsAreThoseOfSingleNumbers() {
    let numbers = DoubleLanes(0, -1.5, 1e-300, 0.1, 1e300, .pi, -.infinity, 16_777_217)
    let rounded = HalfLanes(rounding: numbers), widened = DoubleLanes(widening: rounded)
    for i in 0..<8 {
      #expect(rounded[i] == Float(numbers[i]))
      #expect(widened[i] == Double(Float(numbers[i])))
    }
  }
}
