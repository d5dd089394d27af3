import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

/// What frontends do over time, on a clock moved by hand.
@Suite struct HabitTests {
  private let channel = "2d6a7c52-9b1e-4c55-8f3e-2f7f1f5f9a10"
  private let page = PageIdentity(
    origin: "http://localhost:5174", userAgent: "Browser", address: "127.0.0.1")

  /// The rules that were broken, but that the channel is one nobody made.
  private func ids(_ realtime: Realtime) -> [String] {
    realtime.world.findings.judge()
    return realtime.world.findings.all.map(\.rule.id).filter { $0 != "agent-not-participant" }
  }

  /// A page in its channel.
  private func room(_ profile: Profile = .lenient) -> Realtime {
    let realtime = Realtime(profile)
    realtime.connect("A", page: page)
    realtime.join("A", channel)
    return realtime
  }

  @Test(arguments: Profile.all)
  func `a page that does everything right triggers nothing`(profile: Profile) {
    let realtime = Realtime(profile)
    let session = realtime.session()
    let auth: JSON = ["entityId": .string(.ann)]
    realtime.connect("A", auth: auth, page: page)
    realtime.join("A", session.channelID)
    for number in 0..<6 {
      realtime.send("A", "message \(number)", to: session.channelID, ["messageId": JSON(number)])
      realtime.wait(.seconds(1))
    }
    for (number, end) in [SocketEnd.lost, .timedOut, .cut, .kicked].enumerated() {
      realtime.disconnect(number == 0 ? "A" : "R\(number)", end)
      realtime.wait(.seconds(1))
      realtime.connect("R\(number + 1)", auth: auth, page: page)
      realtime.join("R\(number + 1)", session.channelID)
      realtime.send("R\(number + 1)", "back \(number)", to: session.channelID)
      realtime.wait(.seconds(20))
    }
    realtime.disconnect("R4", .left)
    realtime.world.deleteSession(session.id)
    realtime.wait(.seconds(3_600))
    realtime.world.findings.finish(realtime.world)
    #expect(ids(realtime) == [])
  }

  @Test func `a send before the join is noted, once a connection`() {
    let realtime = Realtime()
    realtime.connect("A")
    for text: JSON in ["one", "two"] { realtime.send("A", text, to: channel) }
    #expect(ids(realtime) == ["sends-before-join"])
    let evidence = realtime.world.findings.all.first?.evidence.first
    #expect(evidence?.connection == "A")
    #expect(evidence?.ids["channelId"] == .string(channel))
    #expect(evidence?.ids["senderId"] == .string(.ann))
  }

  @Test func `another socket of the same user may be the one that listens`() {
    let realtime = room()
    realtime.wait(.seconds(60))
    realtime.connect("B")
    realtime.send("B", "hi", to: channel)
    #expect(ids(realtime) == [])
  }

  @Test func `a room that was left is not joined`() {
    let realtime = room()
    realtime.send("A", "hi", to: channel)
    realtime.emit("A", "leave", ["roomId": .string(channel)])
    realtime.send("A", "hi", to: channel)
    #expect(ids(realtime) == ["named-room-event", "sends-before-join"])
  }

  @Test(arguments: [SocketEnd.lost, .timedOut, .cut, .kicked])
  func `a page that comes back and sends without joining again is noted`(end: SocketEnd) {
    let realtime = room()
    realtime.disconnect("A", end)
    realtime.wait(.seconds(2))
    realtime.connect("B", page: page)
    realtime.send("B", "hi", to: channel)
    #expect(ids(realtime) == ["never-rejoins"])
  }

  @Test func `a user is known again without a page`() {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.join("A", channel)
    realtime.disconnect("A")
    realtime.connect("B")
    realtime.send("B", "hi", to: channel)
    #expect(ids(realtime) == ["never-rejoins"])
  }

  @Test(arguments: [
    (SocketEnd.timedOut, ["never-rejoins"]), (.cut, ["never-rejoins"]), (.lost, []), (.left, []),
  ])
  func `a page that comes back and is silent is noted when it cannot be a new one`(
    end: SocketEnd, expected: [String]
  ) {
    let realtime = room()
    realtime.disconnect("A", end)
    realtime.connect("B", auth: ["entityId": .string(.ann)], page: page)
    realtime.wait(.seconds(49))
    #expect(ids(realtime) == [])
    realtime.wait(.seconds(1))
    #expect(ids(realtime) == expected)
  }

  @Test func `a message that is sent again after a reconnect must keep its id`() {
    for (id, expected) in [("m1", []), ("m2", ["resends-under-new-id"])] {
      let realtime = room()
      realtime.send("A", "hi", to: channel, ["messageId": "m1"])
      realtime.disconnect("A")
      realtime.wait(.seconds(1))
      realtime.connect("B", page: page)
      realtime.join("B", channel)
      realtime.send("B", "hi", to: channel, ["messageId": .string(id)])
      #expect(ids(realtime) == expected)
    }
  }

  @Test func `a message that was answered, or is typed again, is another`() {
    for (answering, typing, text) in [(3, 1, "hi"), (0, 6, "hi"), (0, 1, "ho")] {
      let realtime = room()
      realtime.send("A", "hi", to: channel, ["messageId": "m1"])
      realtime.wait(.seconds(answering))
      realtime.disconnect("A")
      realtime.connect("B", page: page)
      realtime.join("B", channel)
      realtime.wait(.seconds(typing))
      realtime.send("B", .string(text), to: channel, ["messageId": "m2"])
      #expect(ids(realtime) == [])
    }
  }

  @Test func `two sockets that one page keeps are noted`() {
    let realtime = room()
    realtime.wait(.milliseconds(500))
    realtime.connect("B", page: page)
    realtime.join("B", channel)
    realtime.wait(.seconds(49))
    #expect(ids(realtime) == [])
    realtime.wait(.seconds(1))
    #expect(ids(realtime) == ["two-sockets"])
  }

  @Test(arguments: [
    (3, ["A"], SocketEnd.left, ["two-sockets"]), (3, ["B", "A"], .left, ["two-sockets"]),
    (2, ["A", "B"], .left, []), (3, ["A", "B"], .timedOut, []), (3, ["B"], .left, []),
  ])
  func `two sockets are noted sooner when the older one says goodbye`(
    seconds: Int, goers: [String], end: SocketEnd, expected: [String]
  ) {
    let realtime = room()
    realtime.connect("B", page: page)
    realtime.join("B", channel)
    realtime.wait(.seconds(seconds))
    for goer in goers { realtime.disconnect(goer, end) }
    #expect(ids(realtime) == expected)
    realtime.wait(.seconds(60))
    #expect(ids(realtime) == expected)
  }

  @Test func `a clean-up, a second tab, another user and another browser are no second socket`() {
    let other = PageIdentity(
      origin: "http://localhost:5174", userAgent: "Phone", address: "127.0.0.1")
    for (gap, page, leaves) in [(0, page, true), (3, page, false), (0, other, false)] {
      let realtime = room()
      realtime.wait(.seconds(gap))
      realtime.connect("B", page: page)
      realtime.join("B", channel)
      if leaves { realtime.disconnect("A", .left) }
      realtime.wait(.seconds(60))
      #expect(ids(realtime) == [])
    }
    let realtime = room()
    realtime.connect("B", page: page)
    realtime.emit(
      "B", "1", ["channelId": .string(channel), "entityId": .string(.bob)])
    realtime.wait(.seconds(60))
    #expect(ids(realtime) == [])
  }

  @Test func `a page that stays away after a kick is noted`() {
    let realtime = room()
    realtime.disconnect("A", .kicked)
    realtime.wait(.seconds(29))
    #expect(ids(realtime) == [])
    realtime.wait(.seconds(1))
    #expect(ids(realtime) == ["gives-up-after-kick"])
  }

  @Test func `a kick is judged at the end of the run, unless it has just been`() {
    for (seconds, expected) in [(4, []), (5, ["gives-up-after-kick"])] {
      let realtime = room()
      realtime.disconnect("A", .kicked)
      realtime.wait(.seconds(seconds))
      realtime.world.findings.finish(realtime.world)
      #expect(ids(realtime) == expected)
    }
  }

  @Test func `four messages within two seconds are too fast`() {
    for (gap, expected) in [(600, ["too-fast"]), (700, [])] {
      let realtime = room()
      realtime.wait(.seconds(2))
      for number in 0..<8 {
        realtime.send("A", .string("message \(number)"), to: channel)
        realtime.wait(.milliseconds(gap))
      }
      #expect(ids(realtime) == expected)
    }
  }

  @Test func `what was typed while offline may come at once`() {
    let realtime = room()
    for number in 0..<5 { realtime.send("A", .string("message \(number)"), to: channel) }
    #expect(ids(realtime) == [])
  }

  @Test func `a session that expires was never ended`() {
    let realtime = Realtime()
    let session = realtime.session()
    realtime.wait(.seconds(4 * 3_600))
    #expect(ids(realtime) == ["never-ends-session"])
    let evidence = realtime.world.findings.all.first?.evidence.first
    #expect(evidence?.ids["sessionId"] == .string(session.id))
  }

  @Test func `at the end of a run a session without its page was never ended`() {
    let realtime = Realtime()
    let session = realtime.session()
    realtime.connect("A")
    realtime.join("A", session.channelID)
    realtime.world.findings.finish(realtime.world)
    #expect(ids(realtime) == [])
    realtime.disconnect("A", .left)
    realtime.world.findings.finish(realtime.world)
    #expect(ids(realtime) == ["never-ends-session"])
  }

  @Test func `a session whose user has come back is in use`() {
    let realtime = Realtime()
    let session = realtime.session()
    realtime.connect("A", auth: ["entityId": .string(.ann)])
    realtime.join("A", session.channelID)
    realtime.disconnect("A")
    realtime.connect("B", auth: ["entityId": .string(.ann)])
    realtime.world.findings.finish(realtime.world)
    #expect(ids(realtime) == [])
  }

  @Test func `types nobody knows are noted with those that are known`() {
    let realtime = Realtime(.v1_7_2)
    realtime.connect("A")
    realtime.emit("A", "message", ["type": 9, "payload": [:]])
    realtime.emit("A", "message", ["type": "send", "payload": [:]])
    realtime.emit("A", "message", ["type": 5, "payload": [:]])
    realtime.emit("A", "sendMessage", [:])
    realtime.emit("A", "typing", [:])
    #expect(ids(realtime) == ["unknown-type", "envelope-type", "unknown-event"])
    #expect(realtime.world.findings.all.map(\.evidence.count) == [2, 1, 2])
    #expect(
      realtime.world.findings.all.last?.evidence.first?.observation.contains("{type: 2,") == true)
  }

  @Test(arguments: Profile.all)
  func `a join by the session's id is noted in every profile`(profile: Profile) {
    let realtime = Realtime(profile)
    let session = realtime.session()
    realtime.connect("A")
    realtime.join("A", session.id)
    realtime.send("A", "hi", to: session.channelID)
    #expect(ids(realtime) == ["session-room"])
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `a send without message server is noted where it is refused`(profile: Profile) {
    let realtime = room(profile)
    let payload: JSON = [
      "channelId": .string(channel), "senderId": .string(.ann), "message": "hi",
    ]
    realtime.emit("A", "2", payload)
    #expect(ids(realtime) == ["missing-message-server", "refused-event"])
  }

  @Test func `each of the two names of the message server is noted where the other is read`() {
    for (profile, name, expected) in [
      (Profile.v1_4_2, "messageServerId", "current-message-server-name"),
      (.v1_7_2, "serverId", "legacy-message-server-name"),
    ] {
      let realtime = room(profile)
      let payload: JSON = [
        "channelId": .string(channel), "senderId": .string(.ann), "message": "hi",
        name: .string(Identifier.defaultMessageServer),
      ]
      realtime.emit("A", "2", payload)
      #expect(ids(realtime).first == expected)
    }
  }
}
