import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// Archives of fixtures are what browsers would have archived, and become the same fixtures again.
@Suite struct ArchiveTextTests {
  private static func archive(_ fixture: Fixture) throws -> JSON {
    try JSON(parsing: Array(ArchiveText.text(of: fixture).utf8))
  }

  private static func again(_ fixture: Fixture) throws -> Fixture {
    let archive = try HTTPArchive(parsing: Array(ArchiveText.text(of: fixture).utf8))
    return try Fixture.recorded(
      archive.observations, head: archive.head, earlierSecrets: archive.secretCount,
      until: archive.end)
  }

  /// A recording of one socket with pictures in both directions, and bodies that are no text.
  private static func pictures(_ transport: String, upgradedAfter count: Int?) throws -> Fixture {
    var lines: [FixtureLine] = []
    func add(_ content: FixtureLine.Content, cause: Int? = nil) {
      lines.append(
        FixtureLine(
          number: lines.count, time: .microseconds(1250 * lines.count), cause: cause, content))
    }
    add(.head(FixtureHead(recordedAt: Timestamp(milliseconds: 1_768_817_730_123))))
    add(
      .request(
        RecordedRequest(
          exchange: 1, method: "POST", target: "/api/media",
          headers: [.init(name: "Content-Type", value: "image/png")], body: .bytes([0x89, 0xFF]))))
    add(
      .response(
        RecordedResponse(
          exchange: 1, status: 200, headers: [.init(name: "Content-Type", value: "image/gif")],
          body: .bytes([0xFE, 0x00, 0x01]))), cause: 1)
    add(.request(RecordedRequest(exchange: 2, method: "GET", target: "/media/film")))
    add(.response(RecordedResponse(exchange: 2, status: 200, body: .omitted(5_000_000))), cause: 3)
    let place: [JSON] = [["_placeholder": true, "num": 0]]
    add(.open(RecordedOpening(connection: "A", direction: .toServer, transport: transport)))
    add(
      .open(RecordedOpening(connection: "A", direction: .toClient, socket: "{socket:1}")), cause: 5)
    if count != nil { add(.upgrade(connection: "A", transport: "websocket"), cause: 5) }
    add(
      .event(
        RecordedEvent(
          connection: "A", direction: .toServer, name: "image", arguments: place + ["of me"],
          attachments: [[0, 255, 1]], acknowledgement: 7)))
    let sent = lines.count - 1
    add(
      .acknowledgement(
        RecordedAcknowledgement(
          connection: "A", direction: .toClient, acknowledgement: 7,
          arguments: place + ["got it"], attachments: [[8]])),
      cause: sent)
    add(
      .event(
        RecordedEvent(
          connection: "A", direction: .toClient, name: "image", arguments: place,
          attachments: [[2, 254]])), cause: sent)
    add(
      .shut(
        RecordedClosing(connection: "A", direction: .toServer, reason: "io client disconnect")))
    add(.end)
    return try Fixture(lines)
  }

  @Test(arguments: RecordedConversationTests.names)
  func `a real conversation comes back byte for byte`(_ name: String) throws {
    let fixture = try RecordedConversationTests.fixture(name)
    let again = try Self.again(fixture)
    for (line, copy) in zip(fixture.lines, again.lines) { try #require(copy == line) }
    #expect(again.serialized == fixture.serialized)
  }

  @Test(arguments: [("websocket", nil), ("polling", nil), ("polling", 1)])
  func `attachments and bodies that are no text come back on every transport`(
    _ transport: String, _ upgrade: Int?
  ) throws {
    let fixture = try Self.pictures(transport, upgradedAfter: upgrade)
    let again = try Self.again(fixture)
    #expect(again.serialized == fixture.serialized)
    let difference = RoundTrip.difference(in: again)
    #expect(difference == nil)
  }

  /// Two namespaces: both left, of one put out, or a connection that ends while both are there.
  @Test(arguments: [
    [(nil, Direction.toServer, "forced close")],
    [(nil, .toServer, "io client disconnect")],
    [("/", .toServer, "io client disconnect"), (nil, .toClient, "io server disconnect")],
    [("/x", .toClient, "io server disconnect"), (nil, .toServer, "io client disconnect")],
  ])
  func `the end of each namespace comes back`(_ ends: [(String?, Direction, String)]) throws {
    var lines: [FixtureLine] = []
    func add(_ content: FixtureLine.Content, cause: Int? = nil) {
      lines.append(
        FixtureLine(
          number: lines.count, time: .milliseconds(lines.count * 7), cause: cause, content))
    }
    add(.head(FixtureHead(recordedAt: Timestamp(milliseconds: 1_768_817_730_123))))
    for namespace in ["/", "/x"] {
      add(
        .open(
          RecordedOpening(
            connection: "A", direction: .toServer, namespace: namespace, transport: "websocket")))
      add(
        .open(
          RecordedOpening(
            connection: "A", direction: .toClient, namespace: namespace,
            socket: namespace == "/" ? "{socket:1}" : "{socket:2}")), cause: lines.count - 1)
    }
    for (namespace, direction, reason) in ends {
      let closing = RecordedClosing(
        connection: "A", namespace: namespace, direction: direction, reason: reason)
      add(.shut(closing), cause: direction == .toClient ? 3 : nil)
    }
    add(.end)
    let fixture = try Fixture(lines)
    #expect(try Self.again(fixture).serialized == fixture.serialized)
  }

  @Test func `bodies that are no text are in Base64, those not kept tell their size`() throws {
    let entries = try Self.archive(Self.pictures("websocket", upgradedAfter: nil)).at("log.entries")
    #expect(entries?[0]?.at("request.postData.text") == "if8=" as JSON?)
    #expect(entries?[0]?.at("request.postData.encoding") == "base64" as JSON?)
    let content: JSON? = [
      "text": "/gAB", "encoding": "base64", "size": 3, "mimeType": "image/gif",
    ]
    #expect(entries?[0]?.at("response.content") == content)
    #expect(entries?[1]?.at("response.content") == ["size": 5_000_000, "mimeType": ""] as JSON?)
  }

  @Test func `a WebSocket's attachments are binary messages behind their event`() throws {
    let archive = try Self.archive(Self.pictures("websocket", upgradedAfter: nil))
    let messages = archive.at("log.entries")?[2]?["_webSocketMessages"]?.arrayValue ?? []
    let shown = messages.map { message in
      let type = message["type"]?.stringValue ?? ""
      let opcode = message["opcode"]?.text ?? ""
      let data = message["data"]?.stringValue ?? ""
      return "\(type) \(opcode) \(data.prefix(70))"
    }
    #expect(shown.count == 10)
    #expect(shown.first?.hasPrefix(#"receive 1 0{"sid":""#) == true)
    #expect(
      Array(shown.dropFirst(3)) == [
        #"send 1 451-7["image",{"_placeholder":true,"num":0},"of me"]"#, "send 2 AP8B",
        #"receive 1 461-7[{"_placeholder":true,"num":0},"got it"]"#, "receive 2 CA==",
        #"receive 1 451-["image",{"_placeholder":true,"num":0}]"#,
        "receive 2 Av4=", "send 1 41",
      ])
  }

  @Test func `a polling connection is requests, each answer one that a request has waited for`()
    throws
  {
    let archive = try Self.archive(Self.pictures("polling", upgradedAfter: nil))
    let entries = archive.at("log.entries")?.arrayValue ?? []
    let shown = entries.dropFirst(2).map { entry in
      let sent = entry.at("request.postData.text")?.stringValue
      let heard = entry.at("response.content.text")?.stringValue
      let method = entry.at("request.method")?.stringValue ?? ""
      let isTied = entry.at("request.url")?.stringValue?.contains("&sid=") == true
      let text = (sent ?? heard ?? "").replacing("\u{1E}", with: "|")
      return "\(method) \(isTied) \(entry["time"]?.text ?? "") \(text)"
    }
    #expect(shown.count == 7)
    #expect(shown.first?.hasPrefix(#"GET false 0 0{"sid":""#) == true)
    #expect(shown.dropFirst().first == "POST true 0 40")
    #expect(shown.dropFirst(2).first?.hasPrefix(#"GET true 1.25 40{"sid":""#) == true)
    #expect(
      Array(shown.dropFirst(3)) == [
        #"GET true 2.5 461-7[{"_placeholder":true,"num":0},"got it"]|bCA=="#,
        #"POST true 0 451-7["image",{"_placeholder":true,"num":0},"of me"]|bAP8B"#,
        #"GET true 1.25 451-["image",{"_placeholder":true,"num":0}]|bAv4="#, "POST true 0 41",
      ])
  }

  @Test func `the events of a stream keep their times`() throws {
    let fixture = try RecordedConversationTests.fixture("replies-as-event-streams.jsonl")
    let entries = try Self.archive(fixture).at("log.entries")?.arrayValue ?? []
    let streams = entries.compactMap { $0["_eventSourceMessages"]?.arrayValue }
    #expect(streams.count == 6)
    #expect(
      streams.first?.map { $0["eventName"]?.stringValue ?? "" } == [
        "user_message", "chunk", "chunk", "chunk", "done",
      ])
    let first = streams.first?.first?["time"]?.doubleValue ?? 0
    let last = streams.first?.last?["time"]?.doubleValue ?? 0
    #expect(((last - first) * 10_000).rounded() == 7972)
  }

  @Test func `what is recorded anew goes on with the numbers of the secrets`() throws {
    let text = #"""
      {"log":{"_recording":{"recordedAt":"2026-01-19T10:15:30.000Z"},"entries":[
      {"startedDateTime":"2026-01-19T10:15:30.000Z","time":1,
       "request":{"method":"POST","url":"http://x/login","headers":[
         {"name":"Authorization","value":"{secret:4}"},{"name":"X-API-KEY","value":"opensesame"}]},
       "response":{"status":204,"headers":[],"content":{"size":0}}}]}}
      """#
    let archive = try HTTPArchive(parsing: Array(text.utf8))
    let fixture = try Fixture.recorded(
      archive.observations, head: archive.head, earlierSecrets: archive.secretCount)
    let headers = fixture.lines[1].object["headers"]
    #expect(headers == ["Authorization": "{secret:4}", "X-API-KEY": "{secret:5}"] as JSON?)
  }
}
