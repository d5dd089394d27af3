import Testing
import WebSocket

@Suite struct FrameEncoderTests {
  @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536])
  func lengthsTakeTheShortestForm(_ count: Int) {
    let payload = Array(repeating: UInt8(7), count: count)
    var bytes: [UInt8] = []
    FrameEncoder.append(.binary, payload.span, to: &bytes)
    #expect(bytes == Frames.server(0x82, payload))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 63, 200])
  func aClientMasks(_ count: Int) {
    let payload = (0..<count).map { UInt8($0) }
    var bytes: [UInt8] = [0xEE]
    FrameEncoder.append(.text, payload.span, mask: MaskingKey(0x3D21_FA37), to: &bytes)
    #expect(bytes == [0xEE] + Frames.client(0x81, payload))
  }

  @Test func fragmentsAreNotFinal() {
    var bytes: [UInt8] = []
    FrameEncoder.append(.text, [0x61].span, isFinal: false, to: &bytes)
    FrameEncoder.append(.continuation, [0x62].span, to: &bytes)
    #expect(bytes == [0x01, 1, 0x61, 0x80, 1, 0x62])
  }
}
