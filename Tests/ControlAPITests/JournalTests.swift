import ElizaDomain
import HTTP1
import HostInterface
import JSON
import TestSupport
import Testing

@testable import ControlAPI

@Suite struct JournalTests {
  private func notes(_ journal: Journal, after number: UInt64 = 0) -> [String] {
    journal.entries(after: number).map { entry in
      if case .note(let text) = entry.event { text } else { "?" }
    }
  }

  @Test func keepsTheLatestAndCountsAll() {
    let journal = ControlFixture(journalLimit: 3).journal
    for text in ["a", "b", "c", "d", "e"] { journal.record(.note(text)) }
    #expect(notes(journal) == ["c", "d", "e"])
    #expect(notes(journal, after: 4) == ["e"])
    #expect(notes(journal, after: 5).isEmpty)
    #expect(notes(journal, after: .max).isEmpty)
    #expect((journal.first, journal.last) == (3, 5))
  }

  @Test func numbersGoOnAfterItIsEmptied() {
    let journal = ControlFixture(journalLimit: 3).journal
    for text in ["a", "b"] { journal.record(.note(text)) }
    journal.removeAll()
    #expect(notes(journal).isEmpty)
    for text in ["c", "d", "e", "f"] { journal.record(.note(text)) }
    #expect(notes(journal) == ["d", "e", "f"])
    #expect(journal.last == 6)
  }

  @Test func forgetsTheOldestWhenOthersTakeTooMuchMemory() {
    let journal = ControlFixture().journal
    let large = [UInt8](repeating: 0x20, count: Journal.byteLimit / 2)
    for _ in 0..<3 { journal.record(.received(socket: "a", large)) }
    #expect(journal.first == 2)
    journal.record(.received(socket: "a", large + large))
    #expect(journal.first == 4)
    journal.record(.note("small"))
    #expect(Array(journal.entries(after: 0)).count == 1)
  }

  @Test func keepsNothingWhenItMayNot() {
    let fixture = ControlFixture(journalLimit: 0)
    fixture.journal.record(.note("a"))
    #expect(fixture.journal.last == 0)
    #expect(fixture.call(.get, "journal")?.json["entries"] == [])
    #expect(fixture.call(.post, "wait", ["for": [:]])?.status.code == 409)
  }

  @Test func tellsBothTimes() {
    let fixture = ControlFixture()
    fixture.realTime.advance(by: .milliseconds(1_500))
    fixture.clock.advance(by: .seconds(60))
    fixture.journal.record(.note("now"))
    let entry = fixture.call(.get, "journal")?.json["entries"]?[0]
    #expect(entry?["t"] == 1500)
    #expect(entry?["at"] == "1970-01-01T00:01:00.000Z")
  }

  @Test func isReadInPages() {
    let fixture = ControlFixture()
    for number in 1...5 { fixture.journal.record(.note("\(number)")) }
    let first = fixture.call(.get, "journal?since=0&limit=2")?.json
    #expect(first?["entries"]?.arrayValue?.map { $0["n"] } == [1, 2])
    #expect(first?["next"] == 2)
    let last = fixture.call(.get, "journal?since=4&limit=2")?.json
    #expect(last?["entries"]?.arrayValue?.map { $0["n"] } == [5])
    #expect(last?["next"] == 5)
    let latest = fixture.call(.get, "journal?limit=2")?.json
    #expect(latest?["entries"]?.arrayValue?.map { $0["n"] } == [4, 5])
  }

  @Test(arguments: [0, 1, 4_000, 4_097, 70_000])
  func exchangesAreReadAsTheyWere(length: Int) throws {
    let journal = ControlFixture(journalLimit: 60).journal
    for number in 1...UInt64(40) {
      var request = HTTPRequest(
        method: .post, target: "/api/\(number)?a=é",
        body: [UInt8](repeating: UInt8(number), count: length))
      request.connectionNumber = number &+ 100
      let asked = JournalRequest(request, exchange: number)
      journal.record(asked)
      journal.record(
        HTTPStatus(201), [UInt8](repeating: UInt8(number), count: length / 2), to: asked)
    }
    let entries = Array(journal.entries(after: 0))
    #expect(entries.map(\.number) == Array(21...80))
    for entry in entries {
      let number = (entry.number &+ 1) / 2
      switch entry.event {
      case .request(let request):
        #expect(request.exchange == number && request.connectionNumber == number &+ 100)
        #expect(request.method == .post && request.target == "/api/\(number)?a=é")
        #expect(request.body == [UInt8](repeating: UInt8(number), count: length))
      case .response(let response):
        #expect(response.exchange == number && response.connectionNumber == number &+ 100)
        #expect(response.method == .post && response.target == "/api/\(number)?a=é")
        #expect(response.status == 201)
        #expect(response.body == [UInt8](repeating: UInt8(number), count: length / 2))
      default: Issue.record("neither a request nor an answer: \(entry)")
      }
    }
  }

  @Test(arguments: [2, 4_000, 4_097, 70_000])
  func eventsAreReadAsTheyWere(length: Int) throws {
    let journal = ControlFixture(journalLimit: 60).journal
    for number in 1...20 {
      let text = String(repeating: "é", count: length / 2) + "\(number)"
      let document = try JSONDocument(parsing: Array(" [\"message\", \"\(text)\"] ".utf8).span)
      journal.record(document, receivedFrom: "socket-\(number)")
      journal.record(Array("[\"\(text)\"]".utf8), sentTo: "socket-\(number)")
      journal.record(Array("[\"\(text)\"]".utf8), sentToRoom: "raum-ü", reach: number)
      journal.record(Array("[\(number)]".utf8), acknowledgedTo: "socket-\(number)")
    }
    let entries = Array(journal.entries(after: 0))
    #expect(entries.map(\.number) == Array(21...80))
    for entry in entries {
      let number = (entry.number &+ 3) / 4
      let text = String(repeating: "é", count: length / 2) + "\(number)"
      switch entry.event {
      case .received(let socket, let array):
        #expect(socket == "socket-\(number)")
        #expect(String(decoding: array, as: UTF8.self) == "[\"message\",\"\(text)\"]")
      case .sentToSocket(let socket, let array):
        #expect(socket == "socket-\(number)" && array == Array("[\"\(text)\"]".utf8))
      case .sentToRoom(let room, let array, let reach):
        #expect(room == "raum-ü" && reach == Int(number))
        #expect(array == Array("[\"\(text)\"]".utf8))
      case .acknowledged(let socket, let array):
        #expect(socket == "socket-\(number)" && array == Array("[\(number)]".utf8))
      default: Issue.record("nothing that was said over a socket: \(entry)")
      }
    }
  }

  @Test(arguments: ["u", String(repeating: "é", count: 3_000)])
  func unansweredMessagesAreReadAsTheyWere(user: String) throws {
    let fixture = ControlFixture()
    let session = fixture.world.makeSession(SessionDraft(agentID: "a", userID: "u")) { _ in nil }
    let channel = try #require(fixture.world.channels[session.channelID])
    let message = fixture.world.store(
      MessageDraft(authorID: user, content: .text("hi"), body: .parts(raw: nil, metadata: nil)),
      in: channel)
    let incoming = IncomingMessage(channel: channel, message: message, connection: "socket-1")
    fixture.journal.record(unanswered: incoming, because: .failed("it broke"))
    let entry = fixture.call(.get, "journal")?.json["entries"]?[0]
    #expect(entry?["kind"] == "silent")
    #expect(entry?["room"] == .string(channel.id))
    #expect(entry?["message"] == .string(message.id))
    #expect(entry?["sender"] == .string(user))
    #expect(entry?["reason"] == "the agent failed: it broke")
    #expect(entry?["agent"] == nil && entry?["rule"] == nil)
  }

  @Test func whatIsReadLaterIsWhatWasThere() {
    let journal = ControlFixture(journalLimit: 40).journal
    let text = String(repeating: "x", count: 3_000)
    for number in 1...60 {
      journal.record(.note("\(number)"))
      journal.record(Array("[\"\(number) \(text)\"]".utf8), sentTo: "socket")
    }
    let seen = journal.entries(after: 0)
    for number in 61...300 {
      journal.record(Array("[\"\(number) \(text)\"]".utf8), sentTo: "socket")
    }
    let shown = seen.map { entry in
      switch entry.event {
      case .note(let number): "\(entry.number) note \(number)"
      case .sentToSocket(_, let array):
        "\(entry.number) \(String(decoding: array.dropFirst(2).prefix(2), as: UTF8.self))"
      default: "\(entry)"
      }
    }
    #expect(shown == (41...60).flatMap { ["\($0 * 2 - 1) note \($0)", "\($0 * 2) \($0)"] })
    journal.removeAll()
    journal.record(.note("last"))
    #expect(notes(journal) == ["last"])
    #expect((journal.first, journal.last) == (361, 361))
  }

  @Test func sessionsAreReadAsTheyWere() throws {
    let fixture = ControlFixture()
    let draft = SessionDraft(agentID: "a", userID: "u")
    let session = fixture.world.makeSession(draft) { _ in nil }
    fixture.journal.record(.made, of: session)
    fixture.journal.record(.expired, of: session)
    let entries = try #require(fixture.call(.get, "journal")?.json["entries"]?.arrayValue)
    #expect(entries.map { $0["session"] } == [.string(session.id), .string(session.id)])
    #expect(entries.map { $0["room"] } == [.string(session.channelID), .string(session.channelID)])
    #expect(entries.map { $0["change"] } == ["made", "expired"])
  }
}
