import ElizaDomain
import ElizaModel
import HTTP1
import Testing

@testable import MockServer

@Suite struct SlowExchangeTests {
  private let clock = WorldClock(start: Timestamp(milliseconds: 0))
  private let timers: FaultTimers
  private let client: PieceRecorder

  init() {
    timers = FaultTimers(clock)
    client = PieceRecorder(clock)
  }

  /// An exchange that sends a byte every tenth of a second.
  private func slow(joinsPieces: Bool = true) -> SlowExchange {
    SlowExchange(client, bytesPerSecond: 10, timers: timers, joinsPieces: joinsPieces)
  }

  private func body(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0) }
  }

  @Test func aJumpOfTheClockTakesFewPiecesAndEndsAtItsTime() {
    let body = body(2_000_000)
    slow().respond(HTTPResponse(HTTPStatus(200), body: body))
    clock.advance(by: .seconds(3_600_000))
    #expect(client.bytes == body)
    #expect(client.pieces.count <= 2)
    #expect(client.end == .seconds(200_000))
  }

  @Test(arguments: [false, true])
  func whatHappensOnTheWayFindsWhatHasComeByThen(_ joinsPieces: Bool) {
    let body = body(100)
    var seen: [Int] = []
    for delay: Duration in [.milliseconds(50), .milliseconds(5_050), .seconds(7), .seconds(10)] {
      clock.schedule(after: delay) { [client] in seen.append(client.bytes.count) }
    }
    slow(joinsPieces: joinsPieces).respond(HTTPResponse(HTTPStatus(200), body: body))
    clock.advance(by: .seconds(60))
    #expect(seen == [0, 50, 69, 99])
    #expect(client.bytes == body)
    #expect(client.end == .seconds(10))
  }

  @Test func noMoreHasComeThanTheClockAllows() {
    slow().respond(HTTPResponse(HTTPStatus(200), body: body(100)))
    clock.advance(by: .milliseconds(3_050))
    #expect(client.bytes == body(30))
    clock.advance(by: .milliseconds(50))
    #expect(client.bytes == body(31))
    #expect(client.end == nil)
  }

  @Test func aFlushSendsTheRestAsOnePiece() {
    let body = body(2_000_000)
    slow().respond(HTTPResponse(HTTPStatus(200), body: body))
    clock.advance(by: .milliseconds(200))
    timers.flush()
    #expect(client.pieces.map(\.count) == [2, 1_999_998])
    #expect(client.bytes == body)
    #expect(client.end == .milliseconds(200))
  }

  @Test func piecesThatMayNotBeJoinedComeOneByOne() {
    slow(joinsPieces: false).respond(HTTPResponse(HTTPStatus(200), body: body(50)))
    clock.advance(by: .seconds(2))
    timers.flush()
    #expect(client.pieces.map(\.count) == Array(repeating: 1, count: 50))
    #expect(client.bytes == body(50))
  }

  @Test func aStreamThatIsWrittenToMeanwhileKeepsItsOrder() {
    let slow = slow()
    slow.beginStream(HTTPResponse(HTTPStatus(200)))
    for start in stride(from: 0, to: 100, by: 10) {
      slow.write(Array(body(100)[start..<(start + 10)]))
      clock.advance(by: .milliseconds(500))
    }
    slow.finish()
    #expect(client.bytes == body(50))
    clock.advance(by: .seconds(60))
    #expect(client.bytes == body(100))
    #expect(client.end == .seconds(10))
  }

  @Test func nothingIsLeftOfAnAnswerThatIsCutOff() {
    let slow = slow()
    slow.respond(HTTPResponse(HTTPStatus(200), body: body(100)))
    clock.schedule(after: .milliseconds(1_050)) { slow.abort() }
    clock.advance(by: .seconds(60))
    #expect(client.bytes == body(10))
    #expect(clock.pendingCount == 0)
  }
}
