import Testing
import WebSocket

@Suite struct CloseFrameTests {
  @Test(arguments: [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ])
  func theseCodesAreAccepted(_ code: UInt16) {
    let decoded = Assembled.decode([Frames.client(0x88, Frames.closing(code))])
    #expect(decoded.events == [.close(CloseCode(rawValue: code), reason: "")])
  }

  @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])
  func theseCodesAreRefused(_ code: UInt16) {
    let decoded = Assembled.decode([Frames.client(0x88, Frames.closing(code))])
    #expect(decoded.error == .invalidCloseCode(code))
    #expect(decoded.error?.closeCode == .protocolError)
  }

  @Test func anEmptyCloseHasNoCode() {
    #expect(Assembled.decode([Frames.client(0x88, [])]).events == [.close(.noStatus, reason: "")])
  }

  @Test func aSingleByteIsNoCode() {
    #expect(Assembled.decode([Frames.client(0x88, [3])]).error == .truncatedCloseCode)
  }

  @Test func theReasonMustBeText() {
    let decoded = Assembled.decode([Frames.client(0x88, Frames.closing(1000, [0xCE, 0xFF]))])
    #expect(decoded.error == .invalidCloseReason)
    #expect(decoded.error?.closeCode == .invalidPayload)
  }

  @Test func theLongestReasonFits() {
    let reason = String(repeating: "*", count: 123)
    let input = Frames.client(0x88, Frames.closing(1000, Array(reason.utf8)))
    #expect(Assembled.decode([input]).events == [.close(.normal, reason: reason)])
  }

  @Test func aLongReasonIsCutBetweenCharacters() {
    var bytes: [UInt8] = []
    FrameEncoder.appendClose(
      .goingAway, reason: String(repeating: "é", count: 100), to: &bytes)
    #expect(
      bytes
        == Frames.server(
          0x88, Frames.closing(1001, Array(String(repeating: "é", count: 61).utf8))))
  }

  @Test func noStatusIsAnEmptyFrame() {
    var bytes: [UInt8] = []
    FrameEncoder.appendClose(.noStatus, reason: "ignored", to: &bytes)
    #expect(bytes == [0x88, 0])
  }
}
