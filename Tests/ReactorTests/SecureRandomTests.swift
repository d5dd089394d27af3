import Reactor
import Testing

@Suite struct SecureRandomTests {
  @Test func valuesDoNotRepeatAcrossRefills() {
    let random = SecureRandom()
    let values = Set((0..<2_000).map { _ in random.next() })
    #expect(values.count == 2_000)
  }

  @Test func everyBitIsDrawn() {
    let random = SecureRandom()
    let values = (0..<200).map { _ in random.next() }
    #expect(values.reduce(0, |) == .max)
    #expect(values.reduce(.max, &) == 0)
  }
}
