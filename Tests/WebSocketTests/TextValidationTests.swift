import TestSupport
import Testing
import WebSocket

/// Text is checked as it arrives: the first bad byte is refused, wherever it stands.
@Suite struct TextValidationTests {
  static let valid: [[UInt8]] = [
    [], Array("κόσμε".utf8), [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80],
    [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xEF, 0xBF, 0xBE],
    [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
  ]

  /// Each row: bytes that may still become text, then the one that may not.
  static let invalid: [(good: [UInt8], bad: UInt8)] = [
    ([], 0x80), ([], 0xBF), ([], 0xC0), ([], 0xC1), ([], 0xF5), ([], 0xFE), ([], 0xFF),
    ([0xC2], 0x20), ([0xC2], 0xC2), ([0xE0], 0x9F), ([0xE0, 0xA0], 0x41), ([0xED], 0xA0),
    ([0xED], 0xBF), ([0xF0], 0x8F), ([0xF0, 0x90, 0x80], 0xC0), ([0xF4], 0x90),
    (Array("κόσμε".utf8) + [0xF4], 0x90), (Array("12345678".utf8), 0xFF),
  ]

  @Test(arguments: valid)
  func validTextPasses(_ text: [UInt8]) {
    let expected = Assembled(events: [.text(text)])
    #expect(
      CodecVerifier.firstDifference(Frames.client(0x81, text), expecting: expected) {
        Assembled.decode($0)
      } == nil)
  }

  @Test(arguments: invalid)
  func theFirstBadByteIsRefusedWithinTheFrame(_ good: [UInt8], _ bad: UInt8) {
    let frame = Frames.client(0x81, good + [bad] + Array("more that never arrives".utf8))
    let beforeBad = Array(frame.prefix(6 + good.count))
    #expect(Assembled.decode([beforeBad]) == Assembled())
    let error = Assembled(error: .invalidText)
    #expect(Assembled.decode([Array(frame.prefix(7 + good.count))]) == error)
    #expect(Assembled.decode([beforeBad, [frame[6 + good.count]]]) == error)
    #expect(FrameError.invalidText.closeCode == .invalidPayload)
  }

  @Test func aCharacterMaySpanFragments() {
    let input =
      Frames.client(0x01, [0xF0, 0x9F]) + Frames.client(0x00, []) + Frames.client(0x89, [0xFF])
      + Frames.client(0x80, [0x8C, 0x8D])
    #expect(
      Assembled.decode([input]).events == [.ping([0xFF]), .text([0xF0, 0x9F, 0x8C, 0x8D])])
  }

  @Test func anUnfinishedCharacterEndsNoMessage() {
    #expect(Assembled.decode([Frames.client(0x81, [0xF0, 0x9F, 0x8C])]).error == .invalidText)
  }

  @Test func aSecondFragmentIsCheckedBeforeTheThird() {
    let input = Frames.client(0x01, [0x61]) + Frames.client(0x00, [0xF4, 0x90])
    #expect(Assembled.decode([input]).error == .invalidText)
  }

  @Test func binaryIsNotChecked() {
    #expect(Assembled.decode([Frames.client(0x82, [0xFF])]).events == [.binary([0xFF])])
  }
}
