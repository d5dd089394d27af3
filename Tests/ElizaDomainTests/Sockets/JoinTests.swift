import ElizaDomain
import JSON
import Testing

@Suite struct JoinTests {
  private func joined(_ room: String, _ extra: String = "") -> [String] {
    ["channel_joined", "room_joined"].map { name in
      #"["\#(name)",{"message":"Socket A successfully joined channel \#(room).","#
        + #""channelId":"\#(room)","roomId":"\#(room)"\#(extra)}]"#
    }
  }

  private func answers(_ profile: Profile, _ payload: JSON) -> [String] {
    let realtime = Realtime(profile)
    realtime.connect("A")
    realtime.emit("A", "message", ["type": 1, "payload": payload])
    return realtime.received("A").map(\.text)
  }

  @Test(arguments: Profile.all)
  func `a join is answered twice, any text is a room`(profile: Profile) {
    #expect(answers(profile, ["channelId": "lobby"]) == joined("lobby"))
    #expect(answers(profile, ["roomId": "R", "entityId": .string(.ann)]) == joined("R"))
    #expect(answers(profile, ["channelId": "C", "roomId": "R"]) == joined("C"))
    #expect(answers(profile, ["channelId": "", "roomId": "R"]) == joined("R"))
    #expect(
      answers(profile, ["channelId": "C", "agentId": "nova"]) == joined("C", #","agentId":"nova""#))
    #expect(answers(profile, ["channelId": "C", "agentId": ""]) == joined("C"))
  }

  @Test(arguments: Profile.all)
  func `a join without a channel is refused`(profile: Profile) {
    let error = [#"["messageError",{"error":"channelId is required for joining."}]"#]
    #expect(answers(profile, ["entityId": .string(.ann)]) == error)
    #expect(answers(profile, ["channelId": ["x"]]) == error)
    #expect(answers(profile, []) == error)
    #expect(answers(profile, .null) == [])
  }

  @Test(arguments: Profile.all)
  func `the events named by their number do the same`(profile: Profile) {
    let realtime = Realtime(profile)
    realtime.connect("A")
    realtime.emit("A", "1", ["channelId": "C"])
    #expect(realtime.received("A").map(\.text) == joined("C"))
    realtime.emit("A", 1, ["channelId": "C"])
    #expect(realtime.received("A").map(\.text) == joined("C"))
    realtime.emit("A", "1")
    realtime.emit("A", "1", .null)
    #expect(realtime.received("A") == [])
  }

  @Test func `joining again is harmless and nobody else is told`() {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.connect("B")
    let channel = realtime.channel(.eliza)
    for id in ["A", "B", "A", "A"] { realtime.join(id, channel) }
    #expect(realtime.names("B") == [])
    realtime.send("B", "hi", to: channel)
    #expect(
      realtime.names("A") == ["messageBroadcast", "controlMessage", "message 6", "message 5"])
  }

  @Test func `a room a client names by a session's id is understood leniently`() {
    #expect(answers(.lenient, ["sessionId": "S"]) == joined("S"))
    #expect(answers(.v1_7_2, ["sessionId": "S"]).count == 1)
    #expect(answers(.lenient, ["channelId": 7]) == joined("7"))
  }

  @Test func `named join and leave are understood leniently`() {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.emit("A", "join", ["roomId": "R", "userId": "u", "userName": "U"])
    realtime.emit("A", "join", "S")
    #expect(realtime.received("A").map(\.text) == joined("R") + joined("S"))
    #expect(realtime.outlet.rooms == ["R": ["A"], "S": ["A"]])
    realtime.emit("A", "leave", ["roomId": "R"])
    realtime.emit("A", "leave", ["roomId": "never joined"])
    #expect(realtime.outlet.rooms["R"] == [])
    #expect(realtime.world.findings.all.map(\.rule.id) == ["named-room-event"])
  }

  @Test func `named join is unknown to real servers`() {
    let realtime = Realtime(.v1_7_2)
    realtime.connect("A")
    realtime.emit("A", "join", ["roomId": "R"])
    #expect(realtime.received("A") == [])
    #expect(
      realtime.diagnostics == [
        .unknownEvent(
          "join", meant: "'message' with {type: 1, payload: {channelId, entityId}}")
      ])
  }

  @Test func `a callback is called in the lenient profile only`() {
    for (profile, expected) in [
      (Profile.lenient, #"[{"success":true,"channelId":"R","roomId":"R"}]"#), (.v1_7_2, nil),
    ] {
      let realtime = Realtime(profile)
      realtime.connect("A")
      let answer = realtime.emit("A", "1", ["roomId": "R"], withCallback: true)
      #expect(answer?.text == expected)
    }
    let realtime = Realtime()
    realtime.connect("A")
    #expect(
      realtime.emit("A", "1", [:], withCallback: true)?.text
        == #"[{"success":false,"error":"channelId is required for joining."}]"#)
  }

  @Test func `a socket can be in a bounded number of rooms`() {
    let realtime = Realtime()
    realtime.connect("A")
    for number in 0..<1_024 { realtime.join("A", "room \(number)") }
    realtime.emit("A", "1", ["roomId": "room 7"])
    #expect(realtime.names("A") == ["channel_joined", "room_joined"])
    realtime.emit("A", "1", ["roomId": "one more"])
    #expect(realtime.names("A") == ["messageError"])
    realtime.connect("B")
    realtime.emit("B", "1", ["roomId": .string(String(repeating: "x", count: 1_025))])
    #expect(realtime.names("B") == ["messageError"])
  }

  @Test(arguments: ["entityId", "userId"])
  func `an entity longer than anybody's id is refused, and the socket stays who it was`(
    field: String
  ) {
    let realtime = Realtime()
    realtime.connect("A", auth: ["entityId": "from handshake"])
    let id = JSON.string(String(repeating: "e", count: 1_025))
    realtime.emit("A", "1", ["roomId": "R", field: id])
    #expect(
      realtime.received("A")
        == [["messageError", ["error": "The entityId has at most 1024 bytes."]]])
    #expect(realtime.outlet.rooms["R"] == nil)
    realtime.emit("A", "2", ["roomId": "R", "message": "hi"])
    #expect(realtime.received("A").first?.at("[1].senderId") == "from handshake")
  }

  @Test func `a switch sends history again`() {
    var profile = Profile.v1_7_2
    profile.replaysHistory = true
    let realtime = Realtime(profile)
    realtime.connect("A")
    let channel = realtime.channel(.eliza)
    realtime.send("A", "hi", to: channel)
    realtime.wait(.seconds(1))
    _ = realtime.received("A")
    realtime.emit("A", "1", ["channelId": .string(channel)])
    let replayed = realtime.received("A").dropFirst(2)
    #expect(replayed.map { $0.at("[1].text") } == ["hi", "Eliza heard: hi"])
    #expect(replayed.map { $0.at("[1].senderName") } == ["Ada", "Eliza"])
  }
}
