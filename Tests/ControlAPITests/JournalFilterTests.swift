import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import ControlAPI

@Suite struct JournalFilterTests {
  let fixture = ControlFixture()

  init() {
    fixture.received(["message", ["type": 1, "payload": ["channelId": "r", "entityId": "u"]]])
    fixture.received([
      "message",
      ["type": 2, "payload": ["channelId": "r", "senderId": "u", "message": " hello  you "]],
    ])
    fixture.journal.record(
      .sentToRoom(
        "r",
        Array(
          #"["messageBroadcast",{"senderId":"a","text":"Hi!","source":"agent_response"}]"#.utf8),
        reach: 2))
    fixture.journal.record(.joined(socket: "socket-1", room: "r"))
  }

  private func numbers(_ query: String) -> [Int64]? {
    fixture.call(.get, "journal?\(query)")?.json["entries"]?.arrayValue?
      .compactMap { $0["n"]?.intValue }
  }

  @Test(arguments: [
    ("kind=received", [1, 2]), ("kind=received,join", [1, 2, 4]), ("meaning=send", [2]),
    ("meaning=reply", [3]), ("room=r", [1, 2, 3, 4]), ("text=hello%20you", [2]),
    ("sender=a&event=messageBroadcast", [3]), ("type=1", [1]), ("reach=2", [3]),
    ("connection=socket-1&kind=join", [4]), ("room=other", []),
  ])
  func findsWhatWasLookedFor(query: String, expected: [Int64]) {
    #expect(numbers(query) == expected)
  }

  @Test func saysWhatAnEventMeansAndCarries() {
    let entry = fixture.call(.get, "journal?meaning=send")?.json["entries"]?[0]
    #expect(entry?["kind"] == "received")
    #expect(entry?["type"] == 2)
    #expect(entry?["sender"] == "u")
    #expect(entry?["data"]?["payload"]?["message"] == " hello  you ")
  }

  @Test func takesEventsForWhatTheyAre() {
    for event in [[], [1], ["1", ["channelId": "r"]], ["x", "text"], 3, "no event"] as [JSON] {
      fixture.received(event)
    }
    fixture.journal.record(.received(socket: "s", Array("no json".utf8)))
    #expect(numbers("kind=received")?.count == 9)
    #expect(numbers("event=1&meaning=join") == [6, 7])
  }

  @Test func namesTheNearestFactAndKind() {
    let fact = fixture.call(.get, "journal?sendr=u")
    #expect(fact?.status.code == 400)
    #expect(fact?.json["hint"]?.stringValue?.contains("'sender'") == true)
    let kind = fixture.call(.get, "journal?kind=recieved")
    #expect(kind?.json["detail"]?.stringValue?.contains("did you mean 'received'") == true)
  }
}
