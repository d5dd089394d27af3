import ElizaDomain
import JSON
import Testing

@Suite struct SessionRoomsTests {
  /// Who is in the session's channel by which name: C by the channel's id, S by the session's, X by both.
  private func conversation(_ profile: Profile = .lenient) -> (Realtime, Session) {
    let realtime = Realtime(profile)
    let session = realtime.session()
    for id in ["C", "S", "X", "N"] { realtime.connect(id) }
    realtime.join("C", session.channelID)
    realtime.join("S", session.id)
    realtime.join("X", session.channelID)
    realtime.join("X", session.id)
    return (realtime, session)
  }

  private func ids(_ event: JSON?) -> [String?] {
    [event?.at("[1].channelId")?.stringValue, event?.at("[1].roomId")?.stringValue]
  }

  private func reply(_ realtime: Realtime, _ id: String) -> JSON? {
    let replies = realtime.received(id).filter { $0.at("[1].source") == "agent_response" }
    #expect(replies.count == 1, "\(id) got \(replies.count) replies")
    return replies.first
  }

  @Test func `a reply reaches each socket once with the ids it knows`() {
    let (realtime, session) = conversation()
    realtime.send("S", "hi", to: session.id)
    realtime.wait(.seconds(1))
    #expect(ids(reply(realtime, "C")) == [session.channelID, session.channelID])
    #expect(ids(reply(realtime, "S")) == [session.id, session.id])
    #expect(ids(reply(realtime, "X")) == [session.channelID, session.id])
    #expect(realtime.received("N") == [])
  }

  @Test func `the echo and the acknowledgement name the room as the sender did`() {
    let (realtime, session) = conversation()
    realtime.send("S", "hi", to: session.id)
    let own = realtime.received("S").prefix(2)
    #expect(own.map(ids) == [[session.id, session.id], [session.id, session.id]])
    #expect(ids(realtime.received("C").first) == [session.channelID, session.channelID])
    #expect(ids(realtime.received("X").first) == [session.channelID, session.id])
    #expect(realtime.world.channels[session.channelID]?.messages.count == 1)
    #expect(realtime.world.findings.all.map(\.rule.id).contains("session-room"))
  }

  @Test func `leaving by one name keeps the other`() {
    let (realtime, session) = conversation()
    realtime.emit("X", "leave", ["roomId": .string(session.id)])
    realtime.emit("S", "leave", ["roomId": .string(session.id)])
    realtime.emit("S", "leave", ["roomId": .string(session.id)])
    realtime.send("C", "hi", to: session.channelID)
    #expect(ids(realtime.received("X").first) == [session.channelID, session.channelID])
    #expect(realtime.received("S") == [])
    realtime.emit("X", "leave", ["roomId": .string(session.channelID)])
    realtime.wait(.seconds(1))
    _ = realtime.received("X")
    realtime.send("C", "ho", to: session.channelID)
    #expect(realtime.received("X") == [])
  }

  @Test func `a socket that is gone leaves nothing behind`() {
    let (realtime, session) = conversation()
    for id in ["S", "X"] { realtime.disconnect(id) }
    realtime.connect("S")
    realtime.join("S", session.id)
    realtime.send("C", "hi", to: session.channelID)
    #expect(ids(realtime.received("S").first) == [session.id, session.id])
    #expect(realtime.outlet.rooms.values.flatMap(\.self).sorted() == ["C", "S"])
  }

  @Test func `text that looks like a member stays as it is`() {
    let (realtime, session) = conversation()
    let text = #"{"roomId":"\#(session.channelID)"}"#
    realtime.send("C", .string(text), to: session.channelID)
    #expect(realtime.texts("S") == [text])
  }

  @Test func `relayed envelopes reach every name`() {
    let (realtime, session) = conversation()
    realtime.emit(
      "N", "message", ["type": 5, "payload": ["roomId": .string(session.id), "who": "N"]])
    for id in ["C", "S", "X"] { #expect(realtime.names(id) == ["message 5"]) }
  }

  @Test(arguments: ["S", "C"])
  func `a relayed envelope names the room as each receiver does`(sender: String) {
    let (realtime, session) = conversation()
    let room = sender == "S" ? session.id : session.channelID
    realtime.emit(
      sender, "message",
      ["type": 6, "payload": ["channelId": .string(room), "roomId": .string(room)]])
    func payloadIDs(_ id: String) -> [String?] {
      let payload = realtime.received(id).first?.at("[1].payload")
      return [payload?["channelId"]?.stringValue, payload?["roomId"]?.stringValue]
    }
    #expect(payloadIDs("C") == [session.channelID, session.channelID])
    #expect(payloadIDs("S") == [session.id, session.id])
    #expect(payloadIDs("X") == [session.channelID, session.id])
  }

  @Test(arguments: [Profile.v1_4_2, .v1_7_2])
  func `the numbered profiles keep the rooms apart`(profile: Profile) {
    let (realtime, session) = conversation(profile)
    realtime.send("S", "hi", to: session.id)
    #expect(realtime.received("C") == [])
    #expect(ids(realtime.received("X").first) == [session.id, session.id])
    #expect(realtime.world.channels[session.id]?.type == "GROUP")
    realtime.wait(.seconds(1))
    #expect(realtime.texts("S") == ["hi"])
    #expect(realtime.silences == [.noAgentTakesPart])
  }
}
