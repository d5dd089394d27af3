import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// What a proxy sees becomes lines: names for ids, offsets for times, causes.
@Suite struct FixtureRecorderTests {
  private static let agent = "b850bc30-45f8-0041-a00a-83df46d8555d"
  private static let user = "6f1f3c9e-52f4-4a55-9d0b-0d3f5c1b7a01"
  private static let session = "681733a7-4545-477b-9e0b-4ad4eef81f3b"
  private static let channel = "99b47a1e-3e42-49e9-a30e-c8880e787f92"
  private static let message = "fd4ddf75-add4-41e3-9879-240599d1f263"
  private static let socket = "QMmZJA6I9Lq3gXnGAAAB"

  @Test func `a conversation becomes one timeline with names, offsets and causes`() throws {
    var tape = Tape()
    try tape.exchange(
      "POST", "/api/messaging/sessions",
      ["agentId": .string(Self.agent), "userId": .string(Self.user)],
      [
        "sessionId": .string(Self.session), "channelId": .string(Self.channel),
        "createdAt": "2026-01-19T10:15:30.173Z", "expiresAt": "2026-01-19T10:45:30.173Z",
      ])
    try tape.connect(auth: ["entityId": .string(Self.user)], socket: Self.socket)
    try tape.event(.toServer, "message", ["type": 1, "payload": ["roomId": .string(Self.channel)]])
    try tape.event(
      .toClient, "room_joined",
      [
        "message": "Socket \(Self.socket) successfully joined \(Self.channel).",
        "roomId": .string(Self.channel),
      ])
    try tape.event(
      .toServer, "message",
      ["type": 2, "payload": ["channelId": .string(Self.channel), "messageId": "mine-1"]])
    try tape.event(
      .toClient, "messageBroadcast",
      [
        "id": .string(Self.message), "roomId": .string(Self.channel),
        "createdAt": 1_768_817_731_123,
        "senderId": .string(Self.agent),
      ])
    try tape.event(
      .toClient, "messageAck", ["clientMessageId": "mine-1", "messageId": .string(Self.message)])
    #expect(
      tape.text == """
        req 0 - {"target":"/api/messaging/sessions","json":{"agentId":"{agent:1}","userId":"{user:1}"}}
        res 1 0 {"json":{"sessionId":"{session:1}","channelId":"{channel:1}","createdAt":"{time:+50}","expiresAt":"{time:+1800050}"}}
        open 2 - {"auth":{"entityId":"{user:1}"}}
        open 3 2 {"id":"{socket:1}"}
        ev 4 - {"args":[{"type":1,"payload":{"roomId":"{channel:1}"}}]}
        ev 5 4 {"args":[{"message":"Socket {socket:1} successfully joined {channel:1}.","roomId":"{channel:1}"}]}
        room 6 5 {"room":"{channel:1}"}
        ev 7 - {"args":[{"type":2,"payload":{"channelId":"{channel:1}","messageId":"{message:1}"}}]}
        ev 8 7 {"args":[{"id":"{message:2}","roomId":"{channel:1}","createdAt":"{epoch:+1000}","senderId":"{agent:1}"}]}
        ev 9 7 {"args":[{"clientMessageId":"{message:1}","messageId":"{message:2}"}]}
        """)
  }

  @Test func `ids are found in paths, queries, texts and lists, each with its kind`() throws {
    var tape = Tape()
    try tape.exchange(
      "GET", "/api/messaging/channels/\(Self.channel)/messages?before=1768817731123", nil,
      ["messages": [["id": .string(Self.message), "authorId": .string(Self.user)]]])
    try tape.exchange(
      "POST", "/api/agents/\(Self.agent)/start?userId=\(Self.session)",
      ["note": .string(#"{\"worldId\":\""# + Self.socket.lowercased() + " " + Self.user)], nil)
    #expect(
      tape.text == """
        req 0 - {"target":"/api/messaging/channels/{channel:1}/messages?before={digits:+1000}"}
        res 1 0 {"json":{"messages":[{"id":"{message:1}","authorId":"{user:1}"}]}}
        req 2 - {"target":"/api/agents/{agent:1}/start?userId={user:2}","json":{"note":"{\\\\\\"worldId\\\\\\":\\\\\\"qmmzja6i9lq3gxngaaab {user:1}"}}
        res 3 2 {}
        """)
  }

  @Test func `a text that looks like a name stays a text`() throws {
    var tape = Tape()
    try tape.exchange(
      "POST", "/x",
      [
        "a": "{user:1} {!time:+5} {secret:1} {x} {:1}",
        "nil": .string(Identifier.defaultMessageServer),
      ],
      nil)
    #expect(tape.text.contains(#""{!user:1} {!!time:+5} {!secret:1} {x} {:1}""#))
    #expect(tape.text.contains(Identifier.defaultMessageServer))
  }

  @Test func `a stream of events is written event by event`() throws {
    var tape = Tape()
    let head: HTTPHeaders = ["Content-Type": "text/event-stream"]
    try tape.see(.request(exchange: 1, method: "POST", target: "/s", headers: [:], body: []))
    try tape.see(.responseHead(exchange: 1, status: 200, headers: head))
    try tape.see(.responseBody(exchange: 1, Array("data: \(Self.agent.prefix(9))".utf8)))
    try tape.see(.responseBody(exchange: 1, Array("\(Self.agent.dropFirst(9))\n\nda".utf8)))
    try tape.see(.responseBody(exchange: 1, Array("ta: 2\n\n".utf8)))
    try tape.see(.responseEnd(exchange: 1))
    #expect(
      tape.text == """
        req 0 - {"target":"/s"}
        res 1 0 {}
        res 2 0 {"text":"data: {id:1}\\n\\n"}
        res 3 0 {"text":"data: 2\\n\\n"}
        res 4 0 {}
        """)
  }

  @Test func `a stream whose beginning is refused is left out as a whole`() throws {
    var tape = Tape()
    try tape.see(.request(exchange: 1, method: "POST", target: "/s", headers: [:], body: []))
    #expect(throws: FixtureRefusal.self) {
      try tape.see(
        .responseHead(exchange: 1, status: 600, headers: ["Content-Type": "text/event-stream"]))
    }
    try tape.see(.responseBody(exchange: 1, Array("data: 1\n\n".utf8)))
    try tape.see(.responseEnd(exchange: 1))
    #expect(tape.lines.count == 1)
    #expect(try Fixture(parsing: tape.bytes).unanswered == [1])
  }

  /// Both ways, and with a number that is used again later.
  @Test(arguments: [Direction.toServer, .toClient])
  func `an acknowledgement goes with the event it answers`(_ asker: Direction) throws {
    var tape = Tape()
    try tape.connect(auth: .null, socket: "a")
    for (secret, isKept) in [("apiKey=abcdefgh12345678", false), ("a picture", true)] {
      let event = Self.picture(asker, Array(secret.utf8))
      if isKept {
        try tape.see(event)
      } else {
        #expect(throws: FixtureRefusal.self) { try tape.see(event) }
      }
      try tape.see(
        .acknowledgement(
          connection: 1, direction: asker == .toServer ? .toClient : .toServer, namespace: "/",
          number: 4, arguments: ["ok"], attachments: []))
    }
    #expect(tape.lines.map(\.kind) == [.open, .open, .ev, .ack])
    let difference = RoundTrip.difference(in: try Fixture(parsing: tape.bytes))
    #expect(asker == .toClient || difference == nil)
  }

  private static func picture(_ direction: Direction, _ bytes: [UInt8]...) -> Observation {
    .event(
      connection: 1, direction: direction, namespace: "/", name: "picture",
      arguments: [["_placeholder": true, "num": 0]], attachments: bytes, acknowledgement: 4)
  }

  @Test func `attachments that nothing stands for leave a remark, and no acknowledgement`() throws {
    var tape = Tape()
    try tape.connect(auth: .null, socket: "a")
    try tape.see(Self.picture(.toServer, [1], [2]))
    for number in [4, 5] {
      try tape.see(
        .acknowledgement(
          connection: 1, direction: .toClient, namespace: "/", number: number,
          arguments: [["_placeholder": true, "num": 1]], attachments: [[1]]))
    }
    #expect(
      tape.lines.dropFirst(2).map(\.content) == [
        .note("an event is left out here: it has 2 attachments and placeholders for 0"),
        .note("an acknowledgement is left out here: it has 1 attachment and placeholders for 1"),
      ])
  }

  @Test func `what happens in a namespace goes with its opening`() throws {
    var tape = Tape()
    let secret = "sk-" + "proj-abcDEF123456ghijkl"
    #expect(throws: FixtureRefusal.self) { try tape.connect(auth: [secret: 1], socket: "a") }
    try tape.see(.accepted(connection: 1, namespace: "/", socket: "a"))
    try tape.event(.toServer, "message", 1)
    try tape.see(.upgraded(connection: 1, transport: "websocket"))
    try tape.see(.closed(connection: 1, by: .toServer, reason: nil))
    #expect(tape.lines.isEmpty)
    try tape.connect(auth: .null, socket: "a")
    try tape.event(.toServer, "message", 1)
    #expect(tape.lines.map(\.content.connection) == ["A", "A", "A"])
  }

  @Test(arguments: ["application/json", "text/event-stream"])
  func `an answer that breaks off has no end`(_ type: String) throws {
    var tape = Tape()
    let headers: HTTPHeaders = ["Content-Type": type]
    for isAnswered in [true, false] {
      try tape.see(
        .request(exchange: 1, method: "GET", target: "/long", headers: [:], body: []))
      guard isAnswered else {
        try tape.see(.responseCut(exchange: 1))
        continue
      }
      try tape.see(.responseHead(exchange: 1, status: 200, headers: headers))
      try tape.see(.responseBody(exchange: 1, Array(#"{"items":[1,"#.utf8)))
      try tape.see(.responseCut(exchange: 1))
      try tape.see(.responseBody(exchange: 1, Array("late".utf8)))
    }
    let fixture = try Fixture(parsing: tape.bytes)
    let pieces = fixture.lines.compactMap { line -> RecordedResponse? in
      if case .response(let response) = line.content { response } else { nil }
    }
    #expect(pieces.map(\.hasMore) == pieces.map { _ in true })
    #expect(pieces.last?.body == .text(#"{"items":[1,"#))
    #expect(pieces.compactMap(\.status) == [200])
    #expect(fixture.unanswered.count == 2)
    #expect(RoundTrip.difference(in: fixture) == nil)
    var replay = Replay(
      fixture, options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
    let actions =
      replay.requested(exchange: 5, method: "GET", target: "/long", body: .none, at: .zero)
      + replay.advance(to: .seconds(10))
    #expect(actions.last == .hangUp(exchange: 5))
    #expect(actions.contains(.write(exchange: 5, Array(#"{"items":[1,"#.utf8))))
  }

  @Test func `the end of one namespace is told, and nothing more in one that is not`() throws {
    var tape = Tape()
    try tape.connect(auth: .null, socket: "a")
    let secret = "sk-" + "proj-abcDEF123456ghijkl"
    func admin(_ auth: JSON?) -> Observation {
      .opening(connection: 1, namespace: "/admin", transport: "websocket", auth: auth)
    }
    let ends: [Observation] = [Direction.toServer, .toClient].map {
      .closed(connection: 1, namespace: "/admin", by: $0, reason: "over")
    }
    #expect(throws: FixtureRefusal.self) { try tape.see(admin([secret: 1])) }
    try tape.see(.accepted(connection: 1, namespace: "/admin", socket: "b"))
    try tape.see(ends[0])
    #expect(tape.lines.count == 2)
    for end in ends {
      try tape.see(admin(nil))
      try tape.event(.toServer, "elsewhere", 1)
      try tape.see(end)
    }
    try tape.see(.closed(connection: 1, by: .toServer, reason: nil))
    let object = tape.lines.filter { $0.kind == .shut }.map { JSON.object($0.object) }
    #expect(object.map { $0["ns"]?.stringValue } == ["/admin", "/admin", nil])
    // Line 0 is the head; what comes of the server comes of what was done in its namespace.
    #expect(object.map { $0["cause"]?.intValue } == [nil, 6, nil])
    #expect(RoundTrip.difference(in: try Fixture(parsing: tape.bytes)) == nil)
  }

  @Test func `causes are kept as long as they are needed`() throws {
    var recorder = FixtureRecorder(FixtureHead(recordedAt: Timestamp(milliseconds: 0)))
    _ = try recorder.begin()
    for connection in 1...3 {
      let seen: [Observation] = [
        .opening(connection: connection, namespace: "/", transport: "websocket", auth: nil),
        .event(
          connection: connection, direction: .toServer, namespace: "/", name: "x", arguments: [],
          attachments: [], acknowledgement: 1),
        .acknowledgement(
          connection: connection, direction: .toClient, namespace: "/", number: 1, arguments: [],
          attachments: []),
      ]
      let lines = try seen.flatMap { try recorder.record($0, at: .zero) }
      #expect(lines.last?.cause == lines[1].number)
      #expect(recorder.causes.kept == (1, 0))
      _ = try recorder.record(seen[1], at: .zero)
      #expect(recorder.causes.kept == (1, 1))
      _ = try recorder.record(
        .closed(connection: connection, namespace: "/", by: .toServer, reason: nil), at: .zero)
      #expect(recorder.causes.kept == (1, 0))
      _ = try recorder.record(
        .closed(connection: connection, by: .toServer, reason: nil), at: .zero)
      #expect(recorder.causes.kept == (0, 0))
    }
  }

  @Test func `connections are lettered on beyond Z`() throws {
    var tape = Tape()
    for connection in 0..<28 {
      try tape.see(
        .opening(connection: connection, namespace: "/", transport: "websocket", auth: nil))
    }
    #expect(tape.lines.last?.content.connection == "AB")
  }

  @Test func `the ends of time and of counting are no traps`() throws {
    let head = FixtureHead(recordedAt: Timestamp(milliseconds: .max))
    var recorder = FixtureRecorder(head)
    _ = try recorder.begin()
    let body = Array(#"{"at":-123456789012}"#.utf8)
    let headers: HTTPHeaders = ["Content-Type": "application/json"]
    let lines = try recorder.record(
      .request(exchange: 1, method: "POST", target: "/x", headers: headers, body: body), at: .zero)
    #expect(lines.first?.object["json"]?["at"] == -123_456_789_012)
    _ = try recorder.record(.responseHead(exchange: 1, status: 200, headers: headers), at: .zero)
    for _ in 0..<2 {
      #expect(try recorder.record(.responseOmitted(exchange: 1, .max), at: .zero).isEmpty)
    }
    #expect(try recorder.record(.responseEnd(exchange: 1), at: .zero).count == 1)
  }
}
