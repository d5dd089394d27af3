import SocketIO
import Testing

@Suite struct AcknowledgementTableTests {
  @Test func numbersFromZeroAndNeverTwice() {
    var table = AcknowledgementTable<String>()
    #expect(table.add("a", limit: 9) == 0)
    #expect(table.add("b", limit: 9) == 1)
    #expect(table.remove(0) == "a")
    #expect(table.remove(0) == nil)
    #expect(table.add("c", limit: 9) == 2)
    #expect(table.count == 2)
  }

  @Test func refusesMoreThanItsLimit() {
    var table = AcknowledgementTable<Int>()
    #expect(table.add(1, limit: 1) == 0)
    #expect(table.add(2, limit: 1) == nil)
  }

  @Test func givesAllBackInOrder() {
    var table = AcknowledgementTable<Int>()
    for value in 0..<50 { _ = table.add(value, limit: 99) }
    #expect(table.removeAll() == Array(0..<50))
    #expect(table.count == 0)
  }

  @Test func givesTheOldestBackThatIsLeft() {
    var table = AcknowledgementTable<String>()
    for value in ["a", "b", "c"] { _ = table.add(value, limit: 3) }
    _ = table.remove(0)
    #expect(table.removeOldest() == "b")
    #expect(table.add("d", limit: 2) == 3)
    #expect(table.removeOldest() == "c")
    #expect(table.removeOldest() == "d")
    #expect(table.removeOldest() == nil)
  }
}
