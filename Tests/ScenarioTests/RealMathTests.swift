import Testing

@testable import Scenario

@Suite struct RealMathTests {
  @Test(arguments: [
    (1.0, 0.0), (2.0, 1.0), (0.125, -3.0), (10.0, 3.321928094887362), (0.7, -0.5145731728297583),
    (1.5, 0.5849625007211562), (1e300, 996.5784284662087),
  ])
  func `takes logarithms`(value: Double, expected: Double) {
    #expect(abs(RealMath.log2(value) - expected) < 1e-12)
  }

  @Test(arguments: [
    (0.0, 1.0), (1.0, 2.0), (-3.0, 0.125), (0.5, 1.4142135623730951), (3.321928094887362, 10.0),
  ])
  func `raises two to a power`(value: Double, expected: Double) {
    #expect(abs(RealMath.exp2(value) / expected - 1) < 1e-14)
  }

  @Test func `saturates instead of overflowing`() {
    #expect(RealMath.exp2(1e9).isFinite)
    #expect(RealMath.exp2(-1e9) > 0)
  }
}
