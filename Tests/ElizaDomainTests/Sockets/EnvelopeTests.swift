import ElizaDomain
import JSON
import Testing

@Suite struct EnvelopeTests {
  private func room(_ profile: Profile = .lenient) -> Realtime {
    let realtime = Realtime(profile)
    for id in ["A", "B"] {
      realtime.connect(id)
      realtime.join(id, "R")
    }
    return realtime
  }

  private func emit(_ realtime: Realtime, _ type: JSON, _ payload: JSON) -> (a: [JSON], b: [JSON]) {
    realtime.emit("A", "message", ["type": type, "payload": payload])
    return (realtime.received("A"), realtime.received("B"))
  }

  @Test func `MESSAGE with content goes to the whole room as it came`() {
    let payload: JSON = ["roomId": "R", "text": "hi", "x": [1.50, "ü"]]
    let (a, b) = emit(room(), 3, payload)
    #expect(a == [["message", ["type": 3, "payload": payload]]])
    #expect(b == a)
  }

  @Test func `MESSAGE without content leaves the room`() {
    let realtime = room()
    let (a, b) = emit(realtime, 3, ["roomId": "R", "entityId": .string(.ann)])
    #expect(a == [] && b == [])
    #expect(realtime.outlet.rooms["R"] == ["B"])
    #expect(realtime.world.findings.all.map(\.rule.id).contains("leave-by-message"))
  }

  @Test func `ACK is remembered, and seen outlasts delivered`() {
    let realtime = room()
    _ = emit(realtime, 4, ["messageId": "m", "entityId": "u"])
    #expect(realtime.events.receipts["m"] == ["u": .delivered])
    _ = emit(realtime, 4, ["messageId": "m", "entityId": "u", "status": "seen"])
    _ = emit(realtime, 4, ["messageId": "m", "entityId": "u", "status": "delivered"])
    _ = emit(realtime, "4", ["messageId": "m", "status": "read"])
    #expect(realtime.events.receipts["m"] == ["u": .seen, .ann: .seen])
    let (a, b) = emit(realtime, 4, ["messageId": ""])
    #expect(a == [] && b == [])
    #expect(realtime.diagnostics == [.malformed(event: "message", "type 4 without messageId")])
  }

  @Test func `THINKING goes to the others`() {
    let (a, b) = emit(room(), 5, ["channelId": "R", "senderName": "Ada"])
    #expect(a == [])
    #expect(b == [["message", ["type": 5, "payload": ["channelId": "R", "senderName": "Ada"]]]])
  }

  @Test func `CONTROL goes to the whole room`() {
    let (a, b) = emit(room(), 6, ["channelId": "R", "type": "clear"])
    #expect(a == [["message", ["type": 6, "payload": ["channelId": "R", "type": "clear"]]]])
    #expect(b == a)
  }

  @Test func `an envelope for no room has no effect`() {
    let realtime = room()
    for type: JSON in [5, 6] {
      let (a, b) = emit(realtime, type, ["x": 1])
      #expect(a == [] && b == [])
    }
    #expect(realtime.diagnostics.count == 2)
  }

  @Test func `types counted from 0 are understood`() {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.emit("A", "message", ["type": 0, "payload": ["roomId": "R"]])
    #expect(realtime.names("A") == ["channel_joined", "room_joined"])
    let send: JSON = ["roomId": "R", "senderId": "u", "message": "hi"]
    realtime.emit("A", "message", ["type": 1, "payload": send])
    #expect(realtime.names("A").prefix(2) == ["messageBroadcast", "messageAck"])
    let strict = room(.v1_7_2)
    strict.emit("A", "message", ["type": 0, "payload": ["roomId": "R"]])
    #expect(strict.received("A") == [])
    strict.emit("A", "message", ["type": 1, "payload": send])
    #expect(strict.names("A") == ["channel_joined", "room_joined"])
  }

  @Test func `whoever waits for an answer gets one`() {
    let realtime = room()
    let answer = { (envelope: JSON) in
      realtime.emit("A", "message", envelope, withCallback: true)?.at("[0].success")
    }
    #expect(answer(["type": 5, "payload": ["roomId": "R"]]) == true)
    #expect(answer(["type": 3, "payload": ["roomId": "R"]]) == true)
    #expect(answer(["type": 4, "payload": ["messageId": "m"]]) == true)
    for wrong: JSON in ["x", [:], ["type": 9, "payload": [:]], ["type": 5, "payload": [:]]] {
      #expect(answer(wrong) == false, "\(wrong)")
    }
    #expect(realtime.emit("A", "subscribe_logs", withCallback: true) == [["success": true]])
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `the numbered profiles accept types 3 to 6 and ignore them`(profile: Profile) {
    let realtime = room(profile)
    for type in 3...6 {
      let (a, b) = emit(realtime, JSON(type), ["roomId": "R", "text": "hi", "messageId": "m"])
      #expect(a == [] && b == [])
    }
    #expect(realtime.outlet.rooms["R"] == ["A", "B"])
    #expect(realtime.events.receipts["m"] == [:])
    #expect(realtime.diagnostics == [])
  }
}
