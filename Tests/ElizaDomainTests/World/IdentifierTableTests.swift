import HostInterface
import Testing

@testable import ElizaDomain

@Suite struct IdentifierTableTests {
  private static let id = "0123abcd-4567-89ab-cdef-fedcba987654"

  @Test(arguments: [
    id, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
    id.uppercased(), "0123abcd-4567-89ab-cdef-fedcba98765", id + "0",
    "0123abcd04567-89ab-cdef-fedcba987654",
    "g123abcd-4567-89ab-cdef-fedcba987654", "", "channel", "0123abcd-4567-89ab-cdef-fedcba98765é",
  ])
  func keepsWhateverTheId(id: String) {
    var table = IdentifierTable<Int>()
    #expect(table.isEmpty)
    table[id] = 1
    table["another"] = 2
    #expect(table[id] == 1)
    table[id] = 3
    #expect(table.count == 2)
    #expect(table.values.sorted() == [2, 3])
    #expect(table.removeValue(forKey: id) == 3)
    #expect(table.removeValue(forKey: id) == nil)
    #expect(table[id] == nil)
    table["another"] = nil
    #expect(table.isEmpty)
  }

  @Test func lettersOfTheOtherCaseAreAnotherId() {
    var table = IdentifierTable<Int>()
    table[Self.id] = 1
    #expect(table[Self.id.uppercased()] == nil)
    table[Self.id.uppercased()] = 2
    #expect(table[Self.id] == 1)
  }

  @Test func everyDigitAndDashCounts() {
    var seen: Set<PackedUUID> = []
    for index in 0..<36 {
      var digits = Array(Self.id.utf8)
      let isDash = digits[index] == UInt8(ascii: "-")
      digits[index] = digits[index] == UInt8(ascii: "0") ? UInt8(ascii: "9") : UInt8(ascii: "0")
      let packed = PackedUUID(String(decoding: digits, as: UTF8.self))
      #expect((packed == nil) == isDash)
      if let packed { seen.insert(packed) }
    }
    #expect(seen.count == 32)
  }

  @Test func whatTheWorldCoinsIsPacked() {
    let ids = WorldIDs(random: RandomSource(seed: 3))
    for _ in 0..<100 { #expect(PackedUUID(ids.next()) != nil) }
  }
}
