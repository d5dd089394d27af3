import ElizaDomain
import ElizaModel
import JSON
import Testing

/// What a room sees of a reply, byte for byte, in every profile.
@Suite struct ReplyEventsTests {
  private static let nilID = Identifier.defaultMessageServer

  /// What the room gets from the agent for one message, the ids of reply and message and the channel's.
  private func exchange(
    _ profile: Profile, _ reply: AgentReply = AgentReply("Hi", thought: "T", actions: ["REPLY"])
  ) -> (events: [String], reply: String, message: String, channel: String) {
    let script = TestScript { _ in ReplyPlan([.think(.milliseconds(300)), .say(reply)]) }
    let realtime = Realtime(profile, script: script)
    realtime.connect("A")
    realtime.connect("B")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("B", channel)
    realtime.send("A", "hello", to: channel, ["messageId": "m-1"])
    realtime.wait(.seconds(1))
    let messages = realtime.world.channels[channel]?.messages
    return (
      realtime.received("B").dropFirst().map(\.text), messages?.last?.id ?? "",
      messages?[0].id ?? "", channel
    )
  }

  private func broadcast(_ id: String, _ channel: String, _ extra: String = "") -> String {
    #"{"senderId":"\#(String.eliza)","senderName":"Eliza","text":"Hi","roomId":"\#(channel)","#
      + #""serverId":"\#(Self.nilID)","createdAt":1768817730423,"source":"agent_response","#
      + #""id":"\#(id)","thought":"T","actions":["REPLY"]\#(extra)}"#
  }

  @Test func `1.4.2 completes after the reply`() {
    let (events, id, _, channel) = exchange(.v1_4_2)
    #expect(
      events == [
        #"["messageBroadcast",\#(broadcast(id, channel))]"#,
        #"["messageComplete",{"channelId":"\#(channel)","serverId":"\#(Self.nilID)"}]"#,
      ])
  }

  @Test(arguments: [Profile.v1_6_4, .v1_6_5])
  func `1.6 says nothing but the reply`(profile: Profile) {
    let (events, id, _, channel) = exchange(profile)
    #expect(events == [#"["messageBroadcast",\#(broadcast(id, channel))]"#])
  }

  @Test func `1.7.2 streams every reply before it is whole`() {
    let (events, id, _, channel) = exchange(
      .v1_7_2, AgentReply("Hi there, what can I do?", thought: "T", actions: ["REPLY"]))
    let chunk = { (text: String, index: Int) in
      #"["messageStreamChunk",{"messageId":"\#(id)","chunk":"\#(text)","index":\#(index),"#
        + #""agentId":"\#(String.eliza)","channelId":"\#(channel)"}]"#
    }
    #expect(events.prefix(2) == [chunk("Hi there, what c", 0), chunk("an I do?", 1)])
    #expect(events.count == 3)
    #expect(events.last?.contains(#""id":"\#(id)""#) == true)
  }

  @Test func `the lenient profile shows all there is, and never an action`() {
    let (events, id, _, channel) = exchange(.lenient)
    let ids = #""channelId":"\#(channel)","roomId":"\#(channel)""#
    let thinking = #"{"type":"thinking","message":"Eliza is thinking…",\#(ids)}"#
    let done = #"{"type":"complete","message":"Eliza is done.",\#(ids)}"#
    let reply =
      #"{"senderId":"\#(String.eliza)","senderName":"Eliza","text":"Hi",\#(ids),"#
      + #""serverId":"\#(Self.nilID)","messageServerId":"\#(Self.nilID)","#
      + #""createdAt":1768817730423,"source":"agent_response","id":"\#(id)","#
      + #""thought":"T","actions":["REPLY"]}"#
    let busy =
      #"["message",{"type":5,"payload":{\#(ids),"senderId":"\#(String.eliza)","#
      + #""senderName":"Eliza","isThinking":true}}]"#
    #expect(
      events == [
        #"["controlMessage",\#(thinking)]"#,
        #"["message",{"type":6,"payload":\#(thinking)}]"#, busy,
        #"["messageBroadcast",\#(reply)]"#,
        #"["message",{"type":3,"payload":\#(reply)}]"#,
        #"["controlMessage",\#(done)]"#,
        #"["message",{"type":6,"payload":\#(done)}]"#,
        #"["messageComplete",{\#(ids),"serverId":"\#(Self.nilID)","messageId":"m-1"}]"#,
      ])
  }

  @Test func `demand 31: a switch locks and unlocks the input around a reply`() {
    var profile = Profile.v1_4_2
    profile.sendsInputControl = true
    let (events, _, _, channel) = exchange(profile)
    let control = { (action: String) in
      #"["controlMessage",{"action":"\#(action)","channelId":"\#(channel)","roomId":"\#(channel)"}]"#
    }
    #expect(events.count == 4)
    #expect(events.first == control("disable_input"))
    #expect(events.last == control("enable_input"))
  }

  @Test func `what is empty is left out, what is given goes along`() throws {
    let (bare, _, _, _) = exchange(.v1_6_5, AgentReply("Hi"))
    #expect(bare.count == 1)
    for key in ["thought", "actions", "attachments", "metadata"] {
      #expect(bare.first?.contains("\"\(key)\"") == false)
    }
    let reply = AgentReply(
      "", attachments: [["url": "/media/x.png"]], metadata: ["txData": ["to": "0x1"]])
    let (full, _, _, _) = exchange(.lenient, reply)
    let broadcast = try #require(full.first { $0.hasPrefix(#"["messageBroadcast""#) })
    let value = try JSON(parsing: broadcast)
    #expect(value.at("[1].attachments") == [["url": "/media/x.png"]])
    #expect(value.at("[1].metadata") == ["txData": ["to": "0x1"]])
  }

  @Test func `a plan that streams is streamed at its pace`() {
    let pace = StreamPace(chunkLength: 2, interval: .milliseconds(50))
    let script = TestScript { _ in
      ReplyPlan([.stream(AgentReply("abcdefgh"), pace), .stream(AgentReply("ijklmno"), pace)])
    }
    let realtime = Realtime(.lenient, script: script)
    realtime.connect("A")
    let channel = realtime.channel(.eliza)
    realtime.join("A", channel)
    realtime.send("A", "hi", to: channel)
    _ = realtime.received("A")
    func step(_ milliseconds: Int64) -> [String] {
      realtime.wait(.milliseconds(milliseconds))
      return realtime.received("A").filter { $0[0] != "message" }.map { event in
        event.at("[1].chunk")?.stringValue ?? event.at("[1].text")?.stringValue
          ?? event[0]?.stringValue ?? ""
      }
    }
    #expect(step(0) == ["ab"])
    #expect(step(49) == [])
    #expect(step(51) == ["cd", "efgh"])
    #expect(step(50) == ["abcdefgh", "ij"])
    realtime.wait(.milliseconds(50))
    #expect(realtime.received("A").first?.at("[1].index") == 4)
    #expect(step(1_000) == ["mno", "ijklmno", "controlMessage", "messageComplete"])
  }

  @Test func `a profile without streaming gets the whole at the end`() {
    let pace = StreamPace(chunkLength: 4, interval: .milliseconds(50))
    let script = TestScript { _ in ReplyPlan([.stream(AgentReply("abcdefgh"), pace)]) }
    let realtime = Realtime(.v1_6_5, script: script)
    realtime.connect("A")
    let channel = realtime.channel(.eliza)
    realtime.join("A", channel)
    realtime.send("A", "hi", to: channel)
    _ = realtime.received("A")
    realtime.wait(.milliseconds(99))
    #expect(realtime.received("A") == [])
    realtime.wait(.milliseconds(1))
    #expect(realtime.texts("A") == ["abcdefgh"])
  }

  @Test func `1.4.2 completes superseded messages after the one that was answered`() {
    let realtime = Realtime(.v1_4_2)
    realtime.connect("A")
    let channel = realtime.channel(.eliza)
    realtime.join("A", channel)
    realtime.send("A", "first", to: channel)
    realtime.send("A", "second", to: channel)
    _ = realtime.received("A")
    realtime.wait(.seconds(1))
    #expect(realtime.names("A") == ["messageBroadcast", "messageComplete", "messageComplete"])
  }
}
