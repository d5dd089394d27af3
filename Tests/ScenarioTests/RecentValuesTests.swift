import Testing

@testable import Scenario

@Suite struct RecentValuesTests {
  @Test func `keeps what is in use and stays bounded`() {
    var values = RecentValues<Int, Int>(limit: 10)
    for key in 0..<1_000 {
      values.update(key, initial: { 0 }) { $0 += 1 }
      values.update(-1, initial: { 0 }) { $0 += 1 }
      #expect(values.count <= 20)
    }
    #expect(values.update(-1, initial: { 0 }) { $0 } == 1_000)
    #expect(values.update(999, initial: { 0 }) { $0 } == 1)
    #expect(values.update(5, initial: { 0 }) { $0 } == 0)
  }

  @Test func `forgets on demand`() {
    var values = RecentValues<String, Int>(limit: 2)
    for key in ["a", "b", "c"] { values.update(key, initial: { 1 }) { _ in } }
    values.remove("a")
    values.remove("c")
    #expect(values.count == 1)
  }
}
