import ElizaDomain
import ElizaModel
import HostInterface
import Testing

@Suite struct WorldIDsTests {
  @Test func coinsVersion4UUIDs() {
    let ids = WorldIDs(random: RandomSource(seed: 1))
    for _ in 0..<200 {
      let id = Array(ids.next().utf8)
      #expect(Identifier.isUUID(String(decoding: id, as: UTF8.self)))
      #expect(id[14] == UInt8(ascii: "4"))
      #expect("89ab".utf8.contains(id[19]))
    }
  }

  @Test func repeatsItselfForTheSameSeedOnly() {
    let first = WorldIDs(random: RandomSource(seed: 7))
    let again = WorldIDs(random: RandomSource(seed: 7))
    let other = WorldIDs(random: RandomSource(seed: 8))
    let id = first.next()
    #expect(id == again.next())
    #expect(id != other.next())
    #expect(id != first.next())
  }
}
