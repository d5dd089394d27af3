import EngineIO
import Testing

@Suite struct PacketTests {
  @Test(arguments: zip("0123456".utf8, 0...6))
  func everyTypeHasItsDigit(digit: UInt8, value: Int) throws {
    let type = try Packet.type(of: [digit, 0x21].span)
    #expect(type.rawValue == 0x30 + UInt8(value))
  }

  @Test func makesTextPackets() {
    #expect(Packet(.pong, "probe").bytes == Array("3probe".utf8))
    #expect(Packet(.noop).bytes == Array("6".utf8))
    #expect(!Packet(.noop).isBinary)
    #expect(Packet(binary: [1]).isBinary)
  }

  @Test func refusesAnEmptyPacket() {
    #expect(throws: PacketError.emptyPacket(offset: 0)) { try Packet.type(of: [UInt8]().span) }
  }

  @Test(arguments: Array("7a/: ".utf8) + [0, 0xFF])
  func refusesUnknownTypes(byte: UInt8) {
    #expect(throws: PacketError.unknownType(byte, offset: 0)) {
      try Packet.type(of: [byte].span)
    }
  }
}
