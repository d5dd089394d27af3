import TestSupport
import Testing
import WebSocket

@Suite struct MessageAssemblerTests {
  @Test func messagesAreTheSameHoweverTheyAreCut() {
    let long = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
    let text = Array("κόσμε 🌍 and ASCII for eight bytes a step".utf8)
    let input =
      Frames.client(0x81, text) + Frames.client(0x82, long) + Frames.client(0x01, Array("He".utf8))
      + Frames.client(0x89, Array("p1".utf8)) + Frames.client(0x00, Array("ll".utf8))
      + Frames.client(0x8A, []) + Frames.client(0x80, Array("o".utf8)) + Frames.client(0x81, [])
      + Frames.client(0x88, Frames.closing(1000, Array("bye".utf8)))
    let expected = Assembled(events: [
      .text(text), .binary(long), .ping(Array("p1".utf8)), .pong([]),
      .text(Array("Hello".utf8)), .text([]), .close(.normal, reason: "bye"),
    ])
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) { Assembled.decode($0) } == nil)
  }

  @Test func aClientReadsUnmaskedFrames() {
    let input = Frames.server(0x01, Array("a".utf8)) + Frames.server(0x80, Array("b".utf8))
    let expected = Assembled(events: [.text(Array("ab".utf8))])
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) {
        Assembled.decode($0, role: .client)
      } == nil)
  }

  @Test func aLargeMessageArrivesWhole() {
    let payload = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let input = Frames.client(0x82, payload)
    let pieces = stride(from: 0, to: input.count, by: 4_099).map {
      Array(input[$0..<min($0 + 4_099, input.count)])
    }
    #expect(Assembled.decode(pieces) == Assembled(events: [.binary(payload)]))
  }

  @Test(arguments: [0x80, 0x00] as [UInt8])
  func aContinuationNeedsABeginning(_ first: UInt8) {
    #expect(Assembled.decode([Frames.client(first, [1])]).error == .unexpectedContinuation)
  }

  @Test func aMessageMayNotBeginWithinAnother() {
    let input = Frames.client(0x01, [0x61]) + Frames.client(0x81, [0x62])
    #expect(Assembled.decode([input]).error == .missingContinuation)
  }

  @Test func theLimitHoldsAsSoonAsTheLengthIsKnown() {
    let header = Array(Frames.client(0x82, Array(repeating: 0, count: 101)).prefix(8))
    #expect(Assembled.decode([header], limit: 100).error == .messageTooLarge(limit: 100))
    let whole = Frames.client(0x82, Array(repeating: 0, count: 100))
    #expect(Assembled.decode([whole], limit: 100).error == nil)
  }

  @Test func theLimitCountsAllFragments() {
    let half = Array(repeating: UInt8(0), count: 60)
    let input = Frames.client(0x02, half) + Frames.client(0x80, half).prefix(6)
    #expect(Assembled.decode([input], limit: 100).error == .messageTooLarge(limit: 100))
    #expect(FrameError.messageTooLarge(limit: 100).closeCode == .messageTooBig)
  }

  @Test func aControlFrameDoesNotCountForTheMessage() {
    let input =
      Frames.client(0x02, Array(repeating: 0, count: 90))
      + Frames.client(0x89, Array(repeating: 1, count: 100)) + Frames.client(0x80, [])
    #expect(Assembled.decode([input], limit: 90).events.count == 2)
  }

  @Test func aBufferIsUsedAgain() throws {
    var assembler = MessageAssembler(role: .server, messageLimit: 1_000)
    var buffer: [UInt8] = []
    buffer.reserveCapacity(500)
    let room = buffer.capacity
    assembler.recycle(buffer)
    buffer = []
    var position = 0
    let input = Frames.client(0x82, Array(repeating: 7, count: 400))
    guard case .binary(let payload) = try assembler.next(in: input.span, at: &position) else {
      Issue.record("no message")
      return
    }
    #expect(payload.capacity == room)
    #expect(assembler.takeSpareBuffer() == nil)
  }

  @Test func aPartialMessageGivesALargeBufferBack() throws {
    var assembler = MessageAssembler(role: .server, messageLimit: 1_000)
    var buffer: [UInt8] = []
    buffer.reserveCapacity(8_192)
    assembler.recycle(buffer)
    let input = Frames.client(0x81, Array("abcdef".utf8))
    let first = Array(input.prefix(8))
    let second = Array(input.dropFirst(8))
    var position = 0
    #expect(try assembler.next(in: first.span, at: &position) == nil)
    #expect((assembler.takeSpareBuffer()?.capacity ?? 0) >= 8_192)
    position = 0
    #expect(
      try assembler.next(in: second.span, at: &position) == .text(Array("abcdef".utf8)))
  }

  @Test func randomBytesNeverCrashIt() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let noise = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = Assembled.decode([noise])
      _ = Assembled.decode([[0x81, 0xFE] + noise], role: .server)
      _ = Assembled.decode(noise.map { [$0] }, role: .client)
    }
  }
}
