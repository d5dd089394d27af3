import ElizaModel
import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct FixtureCallTests {
  private let fixture = ControlFixture()

  private func lines(of entries: String) throws -> [JSON] {
    let answer = try #require(fixture.call(.get, "journal/fixture?entries=\(entries)"))
    #expect(answer.headers["Content-Type"] == "application/x-ndjson; charset=utf-8")
    return try answer.body.split(separator: UInt8(ascii: "\n")).map { try JSON(parsing: Array($0)) }
  }

  private func record(_ event: JournalEvent) { fixture.journal.record(event) }

  private func broadcast(_ text: String, reach: Int) -> JournalEvent {
    let event: JSON = ["messageBroadcast", ["text": .string(text)]]
    return .sentToRoom("r", event.serialized(), reach: reach)
  }

  @Test func aRecordingHasItsSocketsAndNoIDs() throws {
    let session = JournalSession(id: "e", transport: "websocket", peerAddress: "127.0.0.1")
    let user = "11111111-2222-4333-8444-555555555555"
    record(.connected(socket: "s", session))
    record(.connected(socket: "other", session))
    record(.joined(socket: "s", room: "r"))
    record(.joined(socket: "other", room: "r"))
    fixture.received(["message", ["type": 2, "payload": ["senderId": .string(user)]]], from: "s")
    record(broadcast("for the other", reach: 1))
    record(broadcast("for both", reach: 2))
    record(.disconnected(socket: "s", reason: "transport close"))
    let lines = try lines(of: "1-3,5-8")
    let kinds = lines.map { $0["k"]?.stringValue ?? "" }
    #expect(
      kinds == ["head", "open", "open", "open", "open", "ev", "ev", "ev", "ev", "shut", "end"])
    #expect(lines[5]["args"]?[0]?["payload"]?["senderId"] == "{user:1}")
    #expect(lines[6]["c"] != lines[5]["c"], "who has spoken does not hear it")
    #expect(lines[6]["args"]?[0]?["text"] == "for the other")
    #expect(lines[7]["args"]?[0]?["text"] == "for both")
  }

  @Test func anExchangeIsARequestAndItsAnswer() throws {
    let request = HTTPRequest(method: .post, target: "/api/x?y=1", body: Array(#"{"a":1}"#.utf8))
    let asked = JournalRequest(request, exchange: 7)
    record(.request(asked))
    let answer = HTTPResponse(
      HTTPStatus(201), headers: HTTPHeaders(), body: Array(#"{"b":2}"#.utf8))
    record(.response(JournalResponse(answer, to: asked)))
    let lines = try lines(of: "1-2")
    #expect(lines.map { $0["k"]?.stringValue ?? "" } == ["head", "req", "res", "end"])
    #expect(lines[1]["target"] == "/api/x?y=1")
    #expect(lines[1]["json"] == ["a": 1])
    #expect(lines[2]["status"] == 201)
    #expect(lines[2]["json"] == ["b": 2])
  }

  @Test(arguments: ["", "x", "3-1", "1-2-3", "-1", "99999999999999999999"])
  func numbersMustBeNumbers(text: String) {
    #expect(fixture.call(.get, "journal/fixture?entries=\(text)")?.status.code == 400)
  }

  @Test func withoutNumbersItIsTheWholeJournal() throws {
    record(.note("first"))
    record(.note("second"))
    let whole = try #require(fixture.call(.get, "journal/fixture"))
    #expect(whole.status.code == 200)
    let chosen = try #require(fixture.call(.get, "journal/fixture?entries=1-2"))
    #expect(whole.body == chosen.body)
    #expect(whole.body.split(separator: UInt8(ascii: "\n")).count == 4)
  }

  @Test func aRecordingThatGrowsTooLongIsRefused() throws {
    let session = JournalSession(id: "e", transport: "websocket", peerAddress: "127.0.0.1")
    for number in 1...40 {
      record(.connected(socket: "s\(number)", session))
      record(.joined(socket: "s\(number)", room: "r"))
    }
    record(broadcast(String(repeating: "hello ", count: 200), reach: 40))
    func bytes(atMost limit: Int) throws -> Int {
      try JournalFixture(
        [0...UInt64.max], of: fixture.journal, at: Timestamp(milliseconds: 0), profile: "x",
        limit: limit
      ).bytes.count
    }
    let whole = try bytes(atMost: JournalFixture.limit)
    #expect(whole > 40 * 1_200)
    #expect(try bytes(atMost: whole) == whole)
    let problem = #expect(throws: Problem.self) { try bytes(atMost: whole - 1) }
    #expect(problem?.status.code == 409)
    #expect(problem?.hint.contains("journal/fixture?entries=") == true)
  }

  @Test func whatIsGoneIsLeftOut() throws {
    #expect(try lines(of: "5-9").map { $0["k"]?.stringValue ?? "" } == ["head", "end"])
  }
}
