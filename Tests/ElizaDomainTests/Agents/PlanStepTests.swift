import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct PlanStepTests {
  private func room(
    _ profile: Profile = .lenient, _ steps: ReplyStep...
  ) -> (Realtime, String) {
    let realtime = Realtime(profile, script: TestScript { _ in ReplyPlan(steps) })
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("A", channel)
    return (realtime, channel)
  }

  private func begin(_ realtime: Realtime, _ channel: String, _ text: JSON = "hi") {
    realtime.send("A", text, to: channel, ["messageId": "m-1"])
    _ = realtime.received("A")
  }

  @Test func `a wait is not visibly busy, a later think is again`() {
    let (realtime, channel) = room(
      .lenient, .wait(.seconds(2)), .say(AgentReply("a")), .think(.seconds(1)),
      .say(AgentReply("b")), .wait(.seconds(1)), .say(AgentReply("c")))
    realtime.send("A", "hi", to: channel)
    #expect(realtime.names("A") == ["messageBroadcast", "messageAck", "message 4"])
    realtime.wait(.milliseconds(1_999))
    #expect(realtime.received("A") == [])
    realtime.wait(.milliseconds(1))
    #expect(
      realtime.names("A") == [
        "messageBroadcast", "message 3", "controlMessage", "message 6", "message 5",
      ])
    realtime.wait(.seconds(1))
    #expect(realtime.names("A") == ["messageBroadcast", "message 3"])
    realtime.wait(.seconds(1))
    #expect(
      realtime.names("A") == [
        "messageBroadcast", "message 3", "controlMessage", "message 6", "messageComplete",
      ])
  }

  @Test func `a held reply goes on when it is released, once`() {
    let (realtime, channel) = room(
      .lenient, .hold(name: "before", max: nil), .say(AgentReply("a")),
      .hold(name: "after", max: nil), .say(AgentReply("b")))
    var arrivals: [String] = []
    realtime.world.holds.onArrival = { arrivals.append($0.name) }
    begin(realtime, channel)
    realtime.wait(.seconds(3_600))
    #expect(realtime.texts("A") == [])
    #expect(realtime.world.holds.waiting.map(\.name) == ["before"])
    #expect(realtime.world.holds.waiting.first?.channelID == channel)
    #expect(realtime.world.holds.release("after") == 0)
    #expect(realtime.world.holds.release("before") == 1)
    #expect(realtime.texts("A") == ["a"])
    #expect(realtime.world.holds.releaseAll() == 1)
    #expect(realtime.texts("A") == ["b"])
    #expect(realtime.world.holds.releaseAll() == 0)
    #expect(arrivals == ["before", "after"])
  }

  @Test func `a held reply goes on by itself after its time, in scenario time`() {
    let (realtime, channel) = room(
      .lenient, .hold(name: "h", max: .seconds(10)), .say(AgentReply("a")))
    begin(realtime, channel)
    realtime.wait(.milliseconds(9_999))
    #expect(realtime.texts("A") == [])
    realtime.wait(.milliseconds(1))
    #expect(realtime.texts("A") == ["a"])
    #expect(realtime.world.holds.waiting == [])
    #expect(realtime.world.clock.pendingCount == 0)
  }

  @Test func `later messages wait behind a held reply`() {
    let script = TestScript { prompt in
      prompt.text == "1"
        ? ReplyPlan([.hold(name: "h", max: nil), .say(AgentReply("1"))])
        : ReplyPlan([.say(AgentReply(prompt.text))])
    }
    let realtime = Realtime(.lenient, script: script)
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("A", channel)
    for text in ["1", "2", "3"] { begin(realtime, channel, .string(text)) }
    realtime.wait(.seconds(60))
    #expect(realtime.texts("A") == [])
    realtime.world.holds.release("h")
    #expect(realtime.texts("A") == ["1", "2", "3"])
  }

  @Test func `a newer message drops a held one where real servers drop it`() {
    let (realtime, channel) = room(
      .v1_7_2, .hold(name: "h", max: .seconds(10)), .say(AgentReply("a")))
    begin(realtime, channel)
    realtime.wait(.zero)
    begin(realtime, channel)
    realtime.wait(.zero)
    #expect(realtime.world.holds.waiting.count == 1)
    realtime.wait(.seconds(20))
    #expect(realtime.texts("A") == ["a"])
  }

  @Test func `words and characters come at their pace, to the nanosecond`() {
    let words = StreamPace(cut: .words, interval: .milliseconds(250))
    let characters = StreamPace(cut: .characters, interval: .nanoseconds(33_333_333))
    let (realtime, channel) = room(
      .lenient, .stream(AgentReply(" Two  words\n"), words),
      .stream(AgentReply("né🎉"), characters))
    begin(realtime, channel)
    func chunks(_ time: Duration) -> [String] {
      realtime.wait(time)
      return realtime.received("A").compactMap { $0.at("[1].chunk")?.stringValue }
    }
    #expect(chunks(.zero) == [" Two  "])
    #expect(chunks(.nanoseconds(249_999_999)) == [])
    #expect(chunks(.nanoseconds(1)) == ["words\n"])
    #expect(chunks(.nanoseconds(249_999_999)) == [])
    #expect(chunks(.nanoseconds(1)) == ["n"])
    #expect(chunks(.nanoseconds(66_666_666)) == ["é", "🎉"])
    #expect(chunks(.nanoseconds(33_333_332)) == [])
    realtime.wait(.nanoseconds(1))
    #expect(realtime.texts("A") == ["né🎉"])
  }

  @Test func `events, control messages and titles reach the room`() {
    let (realtime, channel) = room(
      .lenient, .emit(EncodedEvent("typing", [["who": "Eliza"], 2]), to: .room),
      .control(["type": "quiz", "roomId": "mine"]), .title("Tea"))
    begin(realtime, channel)
    realtime.wait(.zero)
    let events = realtime.received("A")
    #expect(events[0] == ["typing", ["who": "Eliza"], 2])
    #expect(
      events[1] == [
        "controlMessage", ["type": "quiz", "roomId": "mine", "channelId": .string(channel)],
      ])
    #expect(events[2][0] == "channelUpdated" && events[2].at("[1].updates.name") == "Tea")
    #expect(realtime.world.channels[channel]?.name == "Tea")
    #expect(realtime.silences == [])
  }

  @Test func `completion can come before the end, and comes once`() {
    let (realtime, channel) = room(
      .lenient, .say(AgentReply("a")), .complete, .wait(.seconds(1)), .say(AgentReply("b")))
    begin(realtime, channel)
    realtime.wait(.zero)
    #expect(realtime.names("A").last == "messageComplete")
    realtime.wait(.seconds(1))
    #expect(realtime.names("A") == ["messageBroadcast", "message 3"])
  }

  @Test func `people in the room speak under their own names, and nobody answers them`() throws {
    let ben = ReplySpeaker(id: "22222222-2222-4222-8222-222222222222", name: "Ben", isAgent: false)
    let (realtime, channel) = room(
      .lenient, .say(AgentReply("Me too!", thought: "secret", speaker: ben)), .say(AgentReply("a")))
    begin(realtime, channel)
    realtime.wait(.zero)
    let said = try #require(realtime.received("A").first { $0[0] == "messageBroadcast" })
    #expect(said.at("[1].senderId") == .string(ben.id) && said.at("[1].senderName") == "Ben")
    #expect(said.at("[1].source") == "socketio_client")
    let messages = try #require(realtime.world.channels[channel]?.messages)
    #expect(messages.count == 3 && messages[1].authorID == ben.id && !messages[1].isAgentReply)
    realtime.wait(.seconds(60))
    #expect(messages.count == 3)
  }

  @Test(arguments: Profile.all)
  func `a failure is told to the room in the lenient profile only`(profile: Profile) {
    let (realtime, channel) = room(profile, .fail("model offline", status: 503))
    begin(realtime, channel)
    realtime.wait(.zero)
    let errors = realtime.received("A").filter { $0[0] == "messageError" }
    #expect(errors == (profile.isLenient ? [["messageError", ["error": "model offline"]]] : []))
  }
}
