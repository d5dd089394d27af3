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

  /// Feeds one piece and lends a buffer of some capacity; answers with the buffer after it.
  private func lend(
    _ capacity: Int, to assembler: inout MessageAssembler, _ piece: [UInt8]
  ) throws -> (event: MessageAssembler.Event?, buffer: [UInt8]) {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(capacity)
    var position = 0
    let event = try assembler.next(in: piece.span, at: &position, buffer: &buffer)
    return (event, buffer)
  }

  @Test func aWholeMessageLeavesInTheBufferLent() throws {
    var assembler = MessageAssembler(role: .server, messageLimit: 10_000)
    let input = Frames.client(0x82, Array(repeating: 7, count: 400))
    let result = try lend(8_192, to: &assembler, input)
    guard case .binary(let payload) = result.event else {
      Issue.record("no message")
      return
    }
    #expect(payload.capacity >= 8_192)
    #expect(result.buffer.capacity == 0)
  }

  @Test(arguments: [0, 3, 5]) func whatIsNotNeededIsGivenBackAtOnce(_ count: Int) throws {
    var assembler = MessageAssembler(role: .server, messageLimit: 10_000)
    let input = Frames.client(0x81, Array("abcdef".utf8))
    let first = try lend(8_192, to: &assembler, Array(input.prefix(6 + count)))
    #expect(first.event == nil)
    #expect(first.buffer.capacity >= 8_192)
    let second = try lend(8_192, to: &assembler, Array(input.dropFirst(6 + count)))
    #expect(second.event == .text(Array("abcdef".utf8)))
  }

  @Test func aControlFrameKeepsNoBuffer() throws {
    var assembler = MessageAssembler(role: .server, messageLimit: 10_000)
    let result = try lend(8_192, to: &assembler, Frames.client(0x89, [1]))
    #expect(result.event == .ping([1]))
    #expect(result.buffer.capacity >= 8_192)
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
