import HostInterface
import Testing

@Suite struct SeededRandomTests {
  @Test(
    arguments: [
      (0, [0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0]),
      (42, [0x1578_0B2E_0C2E_C716, 0x6104_D986_6D11_3A7E, 0xAE17_5332_39E4_99A1]),
    ] as [(UInt64, [UInt64])])
  func theSequenceIsTheAlgorithmsOwn(_ seed: UInt64, _ values: [UInt64]) {
    var random = SeededRandom(seed: seed)
    #expect(values.map { _ in random.next() } == values)
  }

  @Test func aNamedStreamHasASequenceOfItsOwn() {
    var think = SeededRandom(seed: 42, stream: "think")
    #expect([think.next(), think.next()] == [0x2E06_6817_4511_6075, 0x1B0E_A399_846B_C81B])
    var same = SeededRandom(seed: 42, stream: "think")
    var other = SeededRandom(seed: 42, stream: "typing")
    let value = same.next()
    #expect(value == 0x2E06_6817_4511_6075)
    #expect(other.next() != value)
  }

  @Test func aSharedSourceGoesOnWhereItWasLeft() {
    var alone = SeededRandom(seed: 7)
    let source = RandomSource(seed: 7)
    var sharer = source
    #expect(source.next() == alone.next())
    #expect(sharer.next() == alone.next())
    #expect(Int.random(in: 0..<1_000, using: &sharer) == Int.random(in: 0..<1_000, using: &alone))
  }
}
