import Testing

@testable import Configuration

@Suite struct PanelNamingTests {
  @Test func wordsInCommonAtTheEndNameTheAxis() {
    let naming = PanelNaming(["tip height", "mean height", "lowest valley height"])
    #expect(naming.common == "height")
    #expect(naming.labels == ["tip", "mean", "lowest valley"])
    #expect(PanelNaming(["mean front current density", "largest front current density"]).common == "front current density")
  }

  @Test func aNameAloneIsTheAxis() {
    #expect(PanelNaming(["cell voltage"]) == PanelNaming(["cell voltage"]))
    #expect(PanelNaming(["cell voltage"]).common == "cell voltage")
  }

  /// "current density" is all of the second name: only "density" can be shared, else it would be called nothing.
  @Test func everyCurveKeepsAName() {
    let naming = PanelNaming(["front current density", "current density"])
    #expect(naming.common == "density")
    #expect(naming.labels == ["front current", "current"])
    #expect(PanelNaming(["roughness", "tip height"]).common == "")
    #expect(PanelNaming(["roughness", "tip height"]).labels == ["roughness", "tip height"])
  }
}
