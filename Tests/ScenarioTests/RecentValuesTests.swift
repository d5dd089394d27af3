import Testing

@testable import Scenario

@Suite struct RecentValuesTests {
  @Test func `keeps what is in use and stays bounded`() {
    var values = RecentValues<Int, Int>(limit: 10)
    for key in 0..<1_000 {
      values.put(key, key)
      values.put(-1, (values.take(-1) ?? 0) + 1)
      #expect(values.count <= 20)
    }
    #expect(values.peek(-1) == 1_000)
    #expect(values.peek(999) == 999)
    #expect(values.peek(5) == nil)
  }

  @Test func `forgets on demand`() {
    var values = RecentValues<String, Int>(limit: 2)
    for key in ["a", "b", "c"] { values.put(key, 1) }
    values.remove("a")
    values.remove("c")
    #expect(values.count == 1)
    #expect(values.take("b") == 1)
    #expect(values.take("b") == nil)
    values.put("d", 1)
    values.removeAll()
    #expect(values.count == 0)
  }
}
