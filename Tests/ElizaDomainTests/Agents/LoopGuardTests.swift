import ElizaDomain
import JSON
import Testing

@Suite struct LoopGuardTests {
  private func echoing() -> (Realtime, String) {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.connect("B")
    return (realtime, realtime.channel(.eliza))
  }

  @Test func `a socket that sends back the room's last message is answered a few times only`() {
    let (realtime, channel) = echoing()
    for _ in 0..<10 { realtime.send("A", "hi", to: channel) }
    #expect(realtime.script.asked.count == 4)
    #expect(realtime.silences == Array(repeating: .repeatsLastBroadcast, count: 6))
    #expect(realtime.texts("A").count == 10)
  }

  @Test func `after a second it counts anew`() {
    let (realtime, channel) = echoing()
    for _ in 0..<5 { realtime.send("A", "hi", to: channel) }
    realtime.wait(.milliseconds(200))
    realtime.send("A", "hi", to: channel)
    #expect(realtime.script.asked.count == 4)
    realtime.wait(.seconds(1))
    realtime.send("A", "hi", to: channel)
    realtime.send("A", "hi", to: channel)
    #expect(realtime.script.asked.count == 6)
  }

  @Test func `a client that sends back every reply is answered while it is slow`() {
    let realtime = Realtime(script: .hearing(thinking: .milliseconds(800)))
    realtime.connect("A")
    let channel = realtime.channel(.eliza)
    realtime.join("A", channel)
    realtime.send("A", "hi", to: channel)
    for _ in 0..<5 {
      realtime.wait(.milliseconds(800))
      let reply = realtime.received("A").last { $0.at("[1].source") == "agent_response" }
      realtime.send("A", reply?.at("[1].text") ?? "none", to: channel)
    }
    #expect(realtime.script.asked.count == 6)
  }

  @Test func `another text, another room or another socket is no loop`() {
    let (realtime, channel) = echoing()
    let other = realtime.channel(.eliza)
    for number in 0..<10 { realtime.send("A", .string("\(number % 2)"), to: channel) }
    for number in 0..<4 { realtime.send(number % 2 == 0 ? "A" : "B", "same", to: other) }
    #expect(realtime.silences == [])
  }

  @Test func `it holds in the numbered profiles and for many sockets`() {
    let realtime = Realtime(.v1_7_2)
    let channel = realtime.channel(.eliza)
    for number in 0..<1_200 {
      realtime.connect("S\(number)")
      realtime.send("S\(number)", "same", to: channel)
    }
    #expect(realtime.silences.allSatisfy { $0 == .superseded })
    for _ in 0..<10 { realtime.send("S0", "same", to: channel) }
    #expect(realtime.silences.contains(.repeatsLastBroadcast))
  }
}

extension LoopGuardTests {
  @Test func `by HTTP an author who repeats the last message is noticed on any connection`() throws
  {
    let realtime = Realtime()
    let ids = [realtime.channel(.eliza), realtime.channel(.eliza)]
    let channel = try #require(realtime.world.channels[ids[0]])
    let other = try #require(realtime.world.channels[ids[1]])
    for number in 0..<10 {
      realtime.world.intake.handOver(
        IncomingMessage(
          channel: channel, message: realtime.world.say("hi", in: channel),
          connection: "http-\(number)"))
    }
    #expect(realtime.silences == Array(repeating: .repeatsLastBroadcast, count: 6))
    for author in [String.ann, .bob, .ann, .bob, .ann, .bob] {
      let message = realtime.world.store(
        MessageDraft(
          authorID: author, content: .text("same"), body: .parts(raw: nil, metadata: nil)),
        in: other)
      realtime.world.intake.handOver(
        IncomingMessage(channel: other, message: message, connection: "http-1"))
    }
    #expect(realtime.silences.count == 6, "two people who say the same are no loop")
  }
}
