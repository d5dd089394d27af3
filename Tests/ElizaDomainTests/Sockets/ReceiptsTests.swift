import Testing

@testable import ElizaDomain

@Suite struct ReceiptsTests {
  @Test func `forgets the messages noted first`() {
    var receipts = Receipts(limit: 2)
    for id in ["a", "b", "a", "c"] { receipts.note(.delivered, of: id, by: "u") }
    #expect(receipts["a"] == [:])
    #expect(receipts["b"] == ["u": .delivered])
    #expect(receipts["c"] == ["u": .delivered])
  }
}
