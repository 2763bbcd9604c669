import Testing

@testable import Reports

/// Which frames stand beside each other.
@Suite struct MomentsTests {
  @Test func oneRunShowsItsOwnFrames() {
    let few = Moments([[0, 1, 2.5]], count: 40)
    #expect(few.positions == [0, 1, 2.5] && few.choices == [[0, 1, 2]] && few.start == 2)
    let many = Moments([(0...100).map { Double($0) }], count: 5)
    #expect(many.positions == [0, 25, 50, 75, 100])
    // Of numbers that do not divide evenly the nearest, the first and the last among them.
    #expect(Moments([(0...9).map { Double($0) }], count: 4).choices == [[0, 3, 6, 9]])
    #expect(Moments([(0...10).map { Double($0) }], count: 4).choices == [[0, 3, 7, 10]])
    #expect(Moments([[7]], count: 40).positions == [7])
    #expect(Moments([[]], count: 40).choices == [[]])
  }

  @Test func severalRunsShowTheNearestOfEach() {
    let moments = Moments([[0, 1, 2, 3, 4], [0, 0.9, 2.2]], count: 5)
    #expect(moments.positions == [0, 1, 2, 3, 4])
    #expect(moments.choices == [[0, 1, 2, 3, 4], [0, 1, 2, 2, 2]])
    #expect(moments.start == 4)
    // A run without frames keeps its place.
    #expect(Moments([[0, 1], [], [0, 1]], count: 2).choices == [[0, 1], [], [0, 1]])
  }

  @Test func whatIsComparedIsShownFirst() {
    let moments = Moments([[0, 1, 2, 3, 4], [0, 2, 4]], count: 5, marks: [2.1])
    #expect(moments.positions == [0, 1, 2.1, 3, 4] && moments.start == 2)
    #expect(moments.choices == [[0, 1, 2, 3, 4], [0, 0, 1, 1, 2]])
    // Beyond what any run reached there is nothing to show.
    #expect(Moments([[0, 1], [0, 2]], count: 3, marks: [9]).positions == [0, 1, 2])
  }
}
