import EngineIO
import HostInterface
import Testing

@Suite struct PayloadTests {
  private func decode(_ bytes: [UInt8]) throws -> [Packet] {
    var decoder = PayloadDecoder()
    var packets: [Packet] = []
    while let element = try decoder.next(in: bytes.span) {
      switch element {
      case .text(let type, let range):
        packets.append(Packet(text: [type.rawValue] + bytes[range]))
      case .binary(let bytes): packets.append(Packet(binary: bytes))
      }
    }
    return packets
  }

  private func decode(_ text: String) throws -> [Packet] {
    try decode(Array(text.utf8))
  }

  private func text(_ text: String) -> Packet { Packet(text: Array(text.utf8)) }

  @Test func takesASinglePacket() throws {
    #expect(try decode("4hello") == [text("4hello")])
  }

  @Test func takesPacketsApartAtTheSeparator() throws {
    let body = "4hello\u{1e}2\u{1e}4€\u{1e}bAQIDBA=="
    #expect(
      try decode(body) == [
        text("4hello"), text("2"), text("4€"), Packet(binary: [1, 2, 3, 4]),
      ])
  }

  @Test func takesBinaryWithoutPadding() throws {
    #expect(try decode("bAQIDBA") == [Packet(binary: [1, 2, 3, 4])])
  }

  @Test func takesAnEmptyBinaryMessage() throws {
    #expect(try decode("b") == [Packet(binary: [])])
  }

  @Test func saysNothingAfterTheLastPacket() throws {
    let body = Array("4a".utf8)
    var decoder = PayloadDecoder()
    #expect(try decoder.next(in: body.span) == .text(.message, 1..<2))
    #expect(try decoder.next(in: body.span) == nil)
    #expect(try decoder.next(in: body.span) == nil)
  }

  @Test(arguments: [
    ("", PacketError.emptyPacket(offset: 0)),
    ("\u{1e}", .emptyPacket(offset: 0)),
    ("4a\u{1e}", .emptyPacket(offset: 3)),
    ("4a\u{1e}\u{1e}4b", .emptyPacket(offset: 3)),
    ("abc", .unknownType(0x61, offset: 0)),
    ("4a\u{1e}7", .unknownType(0x37, offset: 3)),
    ("b!!!!", .invalidBase64(offset: 0)),
    ("4a\u{1e}bA", .invalidBase64(offset: 3)),
  ])
  func refusesWhatBreaksTheFormat(body: String, error: PacketError) {
    #expect(throws: error) { try decode(body) }
  }

  @Test(arguments: [[0x34, 0xFF], [0x34, 0xC3], [0x34, 0xED, 0xA0, 0x80]] as [[UInt8]])
  func refusesWhatIsNotUTF8(body: [UInt8]) {
    #expect(throws: PacketError.invalidUTF8) { try decode(body) }
  }

  @Test func givesBackWhatWasEncoded() throws {
    let packets = [text("4a"), Packet(binary: Array(0...255)), Packet(.ping), Packet(binary: [])]
    #expect(try decode(PayloadEncoder.encode(packets)) == packets)
  }

  @Test func neverCrashesOnNoise() {
    var random = SeededRandom(seed: 4)
    let alphabet = Array("0123456b\u{1e}=A€".utf8) + [0, 0xFF]
    for _ in 0..<20_000 {
      let length = Int.random(in: 0..<12, using: &random)
      let body = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let packets = try? decode(body)
      if let packets { #expect((try? decode(PayloadEncoder.encode(packets))) == packets) }
    }
  }
}
