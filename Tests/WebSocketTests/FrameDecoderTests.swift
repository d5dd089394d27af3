import Testing
import WebSocket

@Suite struct FrameDecoderTests {
  private func error(_ bytes: [UInt8], role: Role = .server) -> FrameError? {
    var decoder = FrameDecoder(role: role)
    do throws(FrameError) {
      for byte in bytes {
        var position = 0
        if try decoder.nextHeader(in: [byte].span, at: &position) != nil { return nil }
      }
      return nil
    } catch {
      return error
    }
  }

  @Test func aHeaderIsRead() throws {
    var decoder = FrameDecoder(role: .server)
    let bytes: [UInt8] = [0x01, 0xFE, 0x01, 0x00, 1, 2, 3, 4, 9]
    var position = 0
    let header = try decoder.nextHeader(in: bytes.span, at: &position)
    #expect(
      header
        == FrameHeader(
          isFinal: false, opcode: .text, length: 256, mask: MaskingKey(0x0403_0201)))
    #expect(position == 8)
    var payload: [UInt8] = []
    #expect(!decoder.copyPayload(in: bytes.span, at: &position, to: &payload))
    #expect(payload == [8])
    #expect(!decoder.isBetweenFrames)
  }

  @Test(arguments: [0x91, 0xA1, 0xC1, 0xF1])
  func reservedBitsAreRefusedAtTheFirstByte(_ first: UInt8) {
    #expect(error([first]) == .reservedBits(first >> 4 & 7))
  }

  @Test(arguments: [3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF])
  func unknownOpcodesAreRefusedAtTheFirstByte(_ opcode: UInt8) {
    #expect(error([0x80 | opcode]) == .unknownOpcode(opcode))
  }

  @Test func maskingIsEnforcedBothWays() {
    #expect(error([0x81, 0x00]) == .unmaskedFrame)
    #expect(error([0x81, 0x80], role: .client) == .maskedFrame)
  }

  @Test(arguments: [0x88, 0x89, 0x8A])
  func controlFramesAreShortAndWhole(_ first: UInt8) {
    #expect(error([first, 0xFE]) == .longControlFrame(length: 126))
    #expect(error([first, 0xFF]) == .longControlFrame(length: 127))
    #expect(error([first & 0x0F]) == .fragmentedControlFrame)
  }

  private static let wrongLengths: [(header: [UInt8], length: UInt64)] = [
    ([0x82, 126, 0, 125], 125),
    ([0x82, 126, 0, 0], 0),
    ([0x82, 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0xFFFF),
    ([0x82, 127, 0x80, 0, 0, 0, 0, 1, 0, 0], 0x8000_0000_0001_0000),
    ([0x82, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .max),
  ]

  @Test(arguments: wrongLengths)
  func lengthsMustBeShortestAndPositive(_ header: [UInt8], _ length: UInt64) {
    #expect(error(header, role: .client) == .invalidLength(length))
  }

  @Test func theLargestLengthIsRead() throws {
    var decoder = FrameDecoder(role: .client)
    let bytes: [UInt8] = [0x82, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    var position = 0
    #expect(try decoder.nextHeader(in: bytes.span, at: &position)?.length == .max)
  }
}
