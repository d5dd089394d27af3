import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct SendTests {
  private static let nilID = Identifier.defaultMessageServer

  private func error(_ profile: Profile, _ payload: JSON) -> String? {
    let realtime = Realtime(profile)
    realtime.connect("A")
    realtime.emit("A", "message", ["type": 2, "payload": payload])
    return realtime.received("A").first { $0[0] == "messageError" }?.at("[1].error")?.stringValue
  }

  @Test(arguments: [
    (Profile.v1_4_2, #","serverId":"\#(nilID)""#), (.v1_6_4, #","serverId":"\#(nilID)""#),
    (.v1_6_5, #","messageServerId":"\#(nilID)""#), (.v1_7_2, #","messageServerId":"\#(nilID)""#),
    (.lenient, #","serverId":"\#(nilID)","messageServerId":"\#(nilID)""#),
  ])
  func `others, then the author, then the acknowledgement`(profile: Profile, server: String) {
    let realtime = Realtime(profile)
    for id in ["A", "B", "C"] { realtime.connect(id) }
    let channel = realtime.channel(.ann, .bob)
    realtime.join("A", channel)
    realtime.join("B", channel)
    realtime.send("A", "Hello \"☕\"", to: channel, ["messageId": "m-1"])
    let id = realtime.world.channels[channel]?.messages.last?.id ?? ""
    let broadcast =
      #"["messageBroadcast",{"id":"\#(id)","senderId":"\#(String.ann)","senderName":"Ada","#
      + #""text":"Hello \"☕\"","channelId":"\#(channel)","roomId":"\#(channel)"\#(server),"#
      + #""createdAt":1768817730123,"source":"client_chat""#
    let acknowledgement =
      #"{"clientMessageId":"m-1","messageId":"\#(id)","status":"received_by_server_and_processing","#
      + #""channelId":"\#(channel)","roomId":"\#(channel)"}"#
    #expect(realtime.received("B").first?.text == broadcast + "}]")
    #expect(
      realtime.received("A").prefix(2).map(\.text)
        == [broadcast + #","clientMessageId":"m-1"}]"#, #"["messageAck",\#(acknowledgement)]"#])
    #expect(realtime.received("C") == [])
  }

  @Test func `defaults stand in for what is left out`() {
    let realtime = Realtime(.v1_7_2)
    realtime.connect("A")
    let channel = realtime.channel(.ann)
    realtime.emit(
      "A", "2",
      [
        "roomId": .string(channel), "senderId": .string(.ann), "message": 42,
        "messageServerId": .string(Self.nilID), "senderName": "", "attachments": [],
      ])
    let id = realtime.world.channels[channel]?.messages.last?.id ?? ""
    #expect(
      realtime.received("A").map(\.text) == [
        #"["messageBroadcast",{"id":"\#(id)","senderId":"\#(String.ann)","senderName":"User","#
          + #""text":42,"channelId":"\#(channel)","roomId":"\#(channel)","#
          + #""messageServerId":"\#(Self.nilID)","createdAt":1768817730123,"#
          + #""source":"socketio_client","attachments":[]}]"#,
        #"["messageAck",{"messageId":"\#(id)","status":"received_by_server_and_processing","#
          + #""channelId":"\#(channel)","roomId":"\#(channel)"}]"#,
      ])
  }

  @Test func `what is stored can be told back`() throws {
    let realtime = Realtime(.v1_7_2)
    realtime.connect("A")
    let channel = realtime.channel(.ann)
    realtime.send("A", "hi", to: channel, ["messageId": "m-1", "metadata": ["isDm": true]])
    realtime.send("A", "ho", to: channel)
    let messages = try #require(realtime.world.channels[channel]).messages
    #expect(messages[0].authorID == .ann)
    #expect(messages[0].content == .text("hi"))
    #expect(messages[0].sourceType == "client_chat")
    #expect(messages[0].sourceID == "m-1")
    #expect(messages[1].sourceID?.hasPrefix("socketio-1768817730123-") == true)
    guard case .socket(let payload, "A") = messages[0].body else {
      Issue.record("the payload is not kept")
      return
    }
    #expect(payload.value["metadata"] == ["isDm": true])
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `a required field that is missing or no UUID is refused`(profile: Profile) {
    let server = profile.naming == .legacy ? "serverId" : "messageServerId"
    let other = profile.naming == .legacy ? "messageServerId" : "serverId"
    let refused =
      profile.naming == .legacy
      ? "For SEND_MESSAGE: channelId, serverId (server_id), senderId (author_id), and message are required."
      : "For SEND_MESSAGE: channelId, messageServerId (message_server_id), senderId (author_id), and message are required."
    let good: JSONObject = [
      "channelId": .string(.bob), "senderId": .string(.ann), "message": "hi",
      server: .string(Self.nilID),
    ]
    #expect(error(profile, .object(good)) == nil)
    let breaches: [(String, JSON?)] = [
      ("channelId", nil), ("channelId", "lobby"), ("channelId", 5), ("senderId", nil),
      ("senderId", "ada"), ("message", nil), ("message", ""), ("message", 0), (server, nil),
      (server, "x"),
    ]
    for (key, value) in breaches {
      var payload = good
      payload[key] = value
      #expect(error(profile, .object(payload)) == refused, "\(key)")
    }
    var swapped = good
    swapped[server] = nil
    swapped[other] = .string(Self.nilID)
    #expect(error(profile, .object(swapped)) == refused)
    #expect(error(profile, "text") == refused)
  }

  @Test(arguments: ["channelId", "senderId", "messageServerId", "messageId"])
  func `an id longer than anybody's is refused`(field: String) {
    let realtime = Realtime()
    realtime.connect("A")
    func send(idOfLength length: Int) -> [JSON] {
      let id = JSON.string(String(repeating: "i", count: length))
      realtime.send("A", "hi", to: "R", [field: id])
      return realtime.received("A")
    }
    #expect(send(idOfLength: 1_024).contains { $0[0] == "messageAck" })
    let stored = realtime.world.channels.values.map(\.messages.count)
    let refusal = "The \(field) has at most 1024 bytes."
    #expect(send(idOfLength: 1_025) == [["messageError", ["error": .string(refusal)]]])
    #expect(realtime.world.channels.values.map(\.messages.count) == stored)
    #expect(realtime.diagnostics == [.refused(refusal)])
  }

  @Test func `an unknown channel is made, on a known message server only`() throws {
    let realtime = Realtime(.v1_6_5)
    realtime.connect("A")
    let direct: JSON = ["metadata": ["channelType": "DM", "targetUserId": .string(.eliza), "x": 1]]
    realtime.send("A", "hi", to: "0d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10", direct)
    realtime.send("A", "hi", to: "1d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10")
    let made = try #require(realtime.world.channels["0d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10"])
    #expect(made.name == "DM 0d6a7c52" && made.type == "DM" && made.sourceType == "auto_created")
    #expect(Array(made.participants) == [.ann, .eliza])
    #expect(made.metadata?.value["x"] == 1)
    #expect(made.metadata?.value["created_by"] == "socketio_auto_creation")
    let group = try #require(realtime.world.channels["1d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10"])
    #expect(group.name == "Chat 1d6a7c52" && group.type == "GROUP")
    #expect(Array(group.participants) == [.ann])
    _ = realtime.received("A")
    let unknown = "0b6de1fa-8f5d-4ac3-8a52-7be0c2f4d202"
    realtime.send(
      "A", "hi", to: "2d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10", ["messageServerId": .string(unknown)])
    #expect(
      realtime.received("A").map(\.text)
        == [#"["messageError",{"error":"Server \#(unknown) does not exist"}]"#])
    realtime.send("A", "hi", to: made.id, ["messageServerId": .string(unknown)])
    #expect(realtime.names("A") == ["messageBroadcast", "messageAck"])
  }

  @Test func `leniency takes what clients send and says what it let pass`() {
    let cases: [(JSON, String)] = [
      (
        ["roomId": "lobby", "senderId": "u", "message": "hi", "messageServerId": "s"],
        "free-form-id"
      ),
      (["roomId": "R", "senderId": "u", "message": "hi"], "missing-message-server"),
      (
        ["roomId": "R", "senderId": "u", "message": "hi", "serverId": "s"],
        "legacy-message-server-name"
      ),
      (
        ["roomId": "R", "senderId": "u", "message": "hi", "worldId": "s"],
        "legacy-message-server-name"
      ),
      (["roomId": "R", "senderId": "u", "content": "hi"], "misnamed-text"),
      (["roomId": "R", "author_id": "u", "message": "hi"], "misnamed-sender"),
      (["roomId": "R", "userId": "u", "text": "hi"], "misnamed-sender"),
    ]
    for (payload, finding) in cases {
      let realtime = Realtime()
      realtime.connect("A")
      realtime.emit("A", "message", ["type": 2, "payload": payload])
      let events = realtime.received("A")
      #expect(events.prefix(2).map { $0[0] } == ["messageBroadcast", "messageAck"], "\(payload)")
      #expect(events.first?.at("[1].text") == "hi")
      #expect(realtime.world.findings.all.map(\.rule.id).contains(finding), "\(finding)")
    }
  }

  @Test func `a send without envelope is understood leniently`() {
    for (profile, count) in [(Profile.lenient, 2), (.v1_7_2, 0)] {
      let realtime = Realtime(profile)
      realtime.connect("A")
      realtime.emit("A", "message", ["text": "hi", "roomId": "R", "userId": "u", "userName": "U"])
      let events = realtime.received("A").filter { $0[0] != "message" && $0[0] != "controlMessage" }
      #expect(events.count == count)
      if count > 0 { #expect(events.first?.at("[1].senderName") == "U") }
    }
  }

  @Test func `a type as text and fields beside the type are understood leniently`() {
    let payload: JSON = ["roomId": "R", "senderId": "u", "message": "hi"]
    var flat = payload.objectValue ?? [:]
    flat["type"] = 2
    for (profile, expected) in [(Profile.lenient, true), (.v1_7_2, false)] {
      let realtime = Realtime(profile)
      realtime.connect("A")
      for envelope: JSON in [["type": "2", "payload": payload], .object(flat)] {
        realtime.emit("A", "message", envelope)
        #expect(realtime.names("A").contains("messageAck") == expected)
      }
    }
  }

  @Test func `the author may be known from the handshake or the join`() {
    let realtime = Realtime()
    realtime.connect("A", auth: ["entityId": "from handshake"])
    realtime.emit("A", "2", ["roomId": "R", "message": "hi"])
    #expect(realtime.received("A").first?.at("[1].senderId") == "from handshake")
    realtime.emit("A", "1", ["roomId": "R", "entityId": "from join"])
    _ = realtime.received("A")
    realtime.emit("A", "2", ["roomId": "R", "message": "hi"])
    #expect(realtime.received("A").first?.at("[1].senderId") == "from join")
    realtime.connect("B")
    realtime.emit("B", "2", ["roomId": "R", "message": "hi"])
    #expect(realtime.names("B") == ["messageError"])
  }

  @Test func `metadata come back in the lenient profile only`() {
    for (profile, expected) in [(Profile.lenient, ["a": 1] as JSON?), (.v1_7_2, nil)] {
      let realtime = Realtime(profile)
      realtime.connect("A")
      realtime.send("A", "hi", to: realtime.channel(.ann), ["metadata": ["a": 1]])
      #expect(realtime.received("A").first?.at("[1].metadata") == expected)
    }
  }

  @Test func `a callback gets the acknowledgement, or the error`() {
    let realtime = Realtime()
    realtime.connect("A")
    let answer = realtime.send("A", "hi", to: "R", ["messageId": "m"], withCallback: true)
    #expect(answer?.at("[0].success") == true)
    #expect(answer?.at("[0].clientMessageId") == "m")
    let refused = realtime.send("A", "", to: "R", withCallback: true)
    #expect(refused?.at("[0].success") == false)
    #expect(realtime.diagnostics.count == 1)
    let strict = Realtime(.v1_7_2)
    strict.connect("A")
    #expect(strict.send("A", "hi", to: strict.channel(.ann), withCallback: true) == nil)
  }

  @Test func `a switch turns echo and error into JSON texts`() {
    var profile = Profile.v1_4_2
    profile.sendsJSONStrings = true
    let realtime = Realtime(profile)
    realtime.connect("A")
    realtime.send("A", "hi", to: realtime.channel(.ann))
    realtime.send("A", "", to: realtime.channel(.ann))
    let events = realtime.received("A")
    #expect(events[0][1]?.stringValue?.hasPrefix(#"{"id":""#) == true)
    #expect(events[1][1]?.objectValue != nil)
    #expect(events[2][1]?.stringValue?.hasPrefix(#"{"error":""#) == true)
  }

  @Test func `no malformed event does anything but show in the log`() {
    for profile in Profile.all {
      let realtime = Realtime(profile)
      realtime.connect("A")
      realtime.emit("A", "message")
      realtime.emit("A", "message", "hello")
      realtime.emit("A", "message", .null)
      realtime.emit("A", "message", [])
      realtime.emit("A", "message", [:])
      realtime.emit("A", "message", ["type": 2])
      realtime.emit("A", "message", ["type": 1, "payload": .null])
      realtime.emit("A", "message", ["type": 9, "payload": [:]])
      realtime.emit("A", "message", ["type": 1.5, "payload": [:]])
      realtime.emit("A", "message", ["type": .null, "payload": [:]])
      realtime.emit("A", "2")
      realtime.emit("A", .null)
      realtime.emit("A", [:], [:])
      #expect(realtime.received("A") == [])
      #expect(Set(realtime.diagnostics).count == realtime.diagnostics.count, "each once")
      #expect(realtime.diagnostics.count == 7)
    }
  }
}
