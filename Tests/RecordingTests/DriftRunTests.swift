import HTTP1
import JSON
import Testing

@testable import Recording

/// How a run waits, what it needs, and what no server can do to it.
@Suite struct DriftRunTests {
  private static let pair = [
    #"{"k":"req","n":1,"t":100,"x":1,"method":"GET","target":"/a"}"#,
    #"{"k":"res","n":2,"t":150,"x":1,"cause":1,"status":204}"#,
    #"{"k":"note","n":3,"t":1140,"text":"a second later"}"#,
    #"{"k":"req","n":4,"t":1150,"x":2,"method":"GET","target":"/b"}"#,
    #"{"k":"res","n":5,"t":1160,"x":2,"cause":4,"status":204}"#,
  ]

  private static func drift(
    _ lines: [String], _ configure: (inout DriftOptions) -> Void = { _ in }
  ) throws -> Drift {
    let head =
      #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}"#
    let fixture = try Fixture(parsing: Array(([head] + lines).map { $0 + "\n" }.joined().utf8))
    var options = DriftOptions(start: fixture.head.recordedAt, seed: 1)
    configure(&options)
    return Drift(fixture, options: options)
  }

  private static func asked(_ actions: [DriftAction]) -> [String] {
    actions.compactMap { action in
      switch action {
      case .request(_, let method, let target, _, _): "\(method) \(target)"
      case .abandon(let exchange): "abandon \(exchange)"
      default: nil
      }
    }
  }

  private static func answer(_ drift: inout Drift, _ exchange: Int, at now: Duration) {
    drift.answering(exchange, status: 204, headers: [:])
    drift.answered(exchange, at: now)
  }

  @Test func `pauses are those of the recorded client, from when the answer came`() throws {
    var drift = try Self.drift(Self.pair)
    #expect(drift.nextDue == .milliseconds(100))
    #expect(Self.asked(drift.advance(to: .milliseconds(99))) == [])
    #expect(Self.asked(drift.advance(to: .milliseconds(100))) == ["GET /a"])
    #expect(drift.nextDue == .milliseconds(100 + 50 + 30_000))
    Self.answer(&drift, 1, at: .milliseconds(700))
    #expect(Self.asked(drift.advance(to: .milliseconds(700))) == [])
    #expect(drift.nextDue == .milliseconds(1700))
    #expect(Self.asked(drift.advance(to: .milliseconds(1700))) == ["GET /b"])
    Self.answer(&drift, 4, at: .milliseconds(1701))
    #expect(drift.advance(to: .milliseconds(1701)) == [] && !drift.isOver)
    #expect(drift.nextDue == .milliseconds(2201))
    #expect(drift.advance(to: .milliseconds(2201)) == [] && drift.isOver)
    #expect(drift.nextDue == nil && drift.report.findings == [])
  }

  @Test func `a faster client pauses less, an instant one not at all`() throws {
    var fast = try Self.drift(Self.pair) { $0.speed = 10 }
    #expect(fast.nextDue == .milliseconds(10))
    _ = fast.advance(to: .milliseconds(10))
    Self.answer(&fast, 1, at: .milliseconds(20))
    _ = fast.advance(to: .milliseconds(20))
    #expect(fast.nextDue == .milliseconds(120))
    // Clocks count whole nanoseconds.
    let third = try Self.drift(Self.pair) { $0.speed = 3 }
    #expect(third.nextDue == .nanoseconds(33_333_333))
    var instant = try Self.drift(Self.pair) { $0.speed = nil }
    #expect(Self.asked(instant.advance(to: .zero)) == ["GET /a"])
    Self.answer(&instant, 1, at: .milliseconds(5))
    #expect(Self.asked(instant.advance(to: .milliseconds(5))) == ["GET /b"])
  }

  @Test func `an answer is waited for as long as recorded and the timeout, then given up`() throws {
    var drift = try Self.drift(Self.pair) {
      $0.speed = nil
      $0.timeout = .seconds(2)
    }
    _ = drift.advance(to: .zero)
    #expect(drift.nextDue == .milliseconds(2050))
    #expect(Self.asked(drift.advance(to: .milliseconds(2049))) == [])
    #expect(Self.asked(drift.advance(to: .milliseconds(2050))) == ["abandon 1", "GET /b"])
    drift.unanswered(4, "the connection was lost: cut", at: .milliseconds(2060))
    _ = drift.advance(to: .seconds(9))
    #expect(
      drift.report.findings.map(\.description) == [
        "line 3 GET /a: no answer: waited 2.0 s longer than recorded",
        "line 6 GET /b: no answer: the connection was lost: cut",
      ])
  }

  @Test func `an answer without an end is given up too`() throws {
    var drift = try Self.drift(Self.pair) { $0.speed = nil }
    _ = drift.advance(to: .zero)
    drift.answering(1, status: 200, headers: [:])
    _ = drift.advance(to: .seconds(31))
    #expect(
      drift.report.findings.first?.description
        == "line 3 GET /a: no end of the answer: waited 30.0 s longer than recorded")
  }

  @Test func `a stream that was never seen to end is compared as far as it came`() throws {
    var drift = try Self.drift([
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/events"}"#,
      #"{"k":"res","n":2,"t":10,"x":1,"cause":1,"status":200,"more":true,"headers":{"Content-Type":"text/event-stream"}}"#,
      #"{"k":"res","n":3,"t":20,"x":1,"cause":1,"more":true,"text":"data: {\"a\":1}\n\n"}"#,
    ])
    _ = drift.advance(to: .zero)
    drift.answering(1, status: 200, headers: ["Content-Type": "text/event-stream"])
    drift.answering(1, Array("data: {\"a\":true}\n\ndata: {".utf8))
    #expect(Self.asked(drift.advance(to: .seconds(1))) == ["abandon 1"])
    #expect(
      drift.report.findings.map(\.description) == [
        "line 3 GET /events: stream.message[].a is true or false, was a number"
      ])
  }

  @Test func `secrets have to be given, or a field in their place`() throws {
    let lines = [
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/a?token={secret:2}","headers":{"X-API-KEY":"{secret:1}"}}"#,
      #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":204}"#,
      #"{"k":"open","n":3,"t":0,"c":"A","dir":"c2s","transport":"polling","auth":{"token":"{secret:3}"}}"#,
    ]
    let missing = try Self.drift(lines).missingSecrets
    #expect(
      missing.map { "\($0.line) \($0.subject) \($0.name)" } == [
        "2 GET /a {secret:2}", "2 GET /a {secret:1}", "4 connection A {secret:3}",
      ])
    var drift = try Self.drift(lines) {
      $0.headers = ["x-api-key": "mine"]
      $0.secrets = [2: "a b&c", 3: "s"]
    }
    #expect(drift.missingSecrets == [])
    #expect(
      drift.advance(to: .zero) == [
        .request(
          exchange: 1, method: "GET", target: "/a?token=a%20b%26c", headers: ["x-api-key": "mine"],
          body: [])
      ])
  }

  @Test func `the server's agents are taken for the recorded ones`() throws {
    let lines = [
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/api/agents/{agent:1}?u={user:1}"}"#,
      #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":204}"#,
    ]
    let agent = "11111111-2222-4333-8444-555555555555"
    var drift = try Self.drift(lines) { $0.ids = ["{user:1}": "me"] }
    #expect(Self.asked(drift.advance(to: .zero)) == ["GET /api/agents"])
    #expect(drift.advance(to: .seconds(1)) == [])
    drift.answering(-1, status: 200, headers: [:])
    drift.answering(-1, Array(#"{"data":{"agents":[{"id":"\#(agent)"}]}}"#.utf8))
    drift.answered(-1, at: .seconds(1))
    #expect(Self.asked(drift.advance(to: .seconds(1))) == ["GET /api/agents/\(agent)?u=me"])
    // A server that does not tell its agents has to do with one that is made up.
    var silent = try Self.drift(lines) { $0.timeout = .seconds(3) }
    _ = silent.advance(to: .zero)
    #expect(silent.nextDue == .seconds(3))
    let then = Self.asked(silent.advance(to: .seconds(3)))
    #expect(then.count == 2 && then.first == "abandon -1")
    #expect(then.last?.hasPrefix("GET /api/agents/") == true)
  }

  @Test func `an id cannot break out of a request`() throws {
    let lines = [
      #"{"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/a","json":{}}"#,
      #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":200,"json":{"id":"{session:1}"}}"#,
      #"{"k":"req","n":3,"t":0,"x":2,"method":"GET","target":"/a/{session:1}"}"#,
      #"{"k":"res","n":4,"t":0,"x":2,"cause":3,"status":204}"#,
      #"{"k":"req","n":5,"t":0,"x":3,"method":"GET","target":"/b","headers":{"X-Session":"{session:1}"}}"#,
      #"{"k":"res","n":6,"t":0,"x":3,"cause":5,"status":204}"#,
    ]
    var drift = try Self.drift(lines)
    _ = drift.advance(to: .zero)
    drift.answering(1, status: 200, headers: ["Content-Type": "application/json"])
    drift.answering(1, Array(#"{"id":"x HTTP/1.1\r\nHost: evil\r\n\r\n/?#"}"#.utf8))
    drift.answered(1, at: .zero)
    #expect(
      Self.asked(drift.advance(to: .zero)) == [
        "GET /a/x%20HTTP%2F1.1%0D%0AHost%3A%20evil%0D%0A%0D%0A%2F%3F%23"
      ])
    Self.answer(&drift, 3, at: .zero)
    guard case .request(5, _, _, let headers, _) = drift.advance(to: .zero).first else {
      return #expect(Bool(false), "the last request is not sent")
    }
    #expect(headers.fields.map(\.value) == ["x HTTP/1.1  Host: evil    /?#"])
  }

  @Test(arguments: ["/a b", "a", "/a\u{7F}"])
  func `what is no request is not sent`(_ target: String) throws {
    var drift = try Self.drift([
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"\#(target)"}"#,
      #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":204}"#,
    ])
    #expect(drift.advance(to: .zero) == [] && drift.advance(to: .seconds(1)) == [])
    #expect(
      drift.report.findings.map(\.text) == ["not sent: no request can be like this"])
    #expect(drift.isOver && drift.report.differenceCount == 0)
  }

  @Test func `names of members cannot spoil a terminal, nor many of them the memory`() throws {
    var drift = try Self.drift([
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/a"}"#,
      #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":200,"json":{"a":{}}}"#,
    ])
    _ = drift.advance(to: .zero)
    let name = String(repeating: "x", count: 500)
    let members = (0..<5_000).map { #""m\#($0)":1"# }.joined(separator: ",")
    drift.answering(1, status: 200, headers: ["Content-Type": "application/json"])
    drift.answering(
      1, Array(#"{"a":{"\u001b]0;x\u0007":1,"\#(name)":1,\#(members)}}"#.utf8))
    drift.answered(1, at: .zero)
    let findings = drift.report.findings
    #expect(findings.count == 500)
    #expect(
      findings.first?.description
        == #"line 3 GET /a: json.a["\u{1b}]0;x\u{7}"] is new: a number"#)
    #expect(findings.dropFirst().first?.place == "json.a[\"\(name.prefix(80))…\"]")
  }

  @Test func `what nobody asked for is passed over`() throws {
    var drift = try Self.drift(Self.pair)
    drift.answered(77, at: .zero)
    drift.answering(77, [1])
    drift.unanswered(77, "x", at: .zero)
    drift.opened("Z", namespace: "/", socket: "s", at: .zero)
    drift.refused("Z", namespace: "/", message: "", isAnswer: true, at: .zero)
    drift.closed("Z", reason: "x", at: .zero)
    for _ in 0..<20_000 {
      drift.received(
        LiveEvent(connection: "Z", namespace: "/", name: "x", arguments: []), at: .zero)
    }
    #expect(drift.strays.count == Drift.strayLimit)
    #expect(drift.report.findings == [])
  }

  @Test func `members named by ids are one`() throws {
    let lines = [
      #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/a"}"#,
      #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":200,"json":{"{user:1}":{"n":1},"{user:2}":{"n":2}}}"#,
    ]
    var drift = try Self.drift(lines)
    _ = drift.advance(to: .zero)
    drift.answering(1, status: 200, headers: ["Content-Type": "application/json"])
    drift.answering(1, Array(#"{"11111111-2222-4333-8444-555555555555":{"n":"1"}}"#.utf8))
    drift.answered(1, at: .zero)
    #expect(
      drift.report.findings.map(\.description) == [
        "line 3 GET /a: json.*.n is a text, was a number"
      ])
  }
}
