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

  @Test func `keeps a bounded number of readers and no overlong id`() {
    var receipts = Receipts()
    for number in 0..<100 { receipts.note(.seen, of: "m", by: "u\(number)") }
    #expect(receipts["m"].count == 64)
    let long = String(repeating: "x", count: 257)
    receipts.note(.seen, of: long, by: "u")
    receipts.note(.seen, of: "n", by: long)
    #expect(receipts[long] == [:] && receipts["n"] == [:])
  }
}
