import ElizaDomain
import ElizaModel
import HTTP1
import HostInterface
import JSON
import Scenario
import TestSupport
import Testing

@testable import ControlAPI

@Suite struct ReportCallTests {
  private let subject = PlayedSubject()

  private func call(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) -> HTTPResponse? {
    subject.call(method, path, body)
  }

  /// A run with a rule used, one unused, and a finding with a hostile text.
  private func play() {
    subject.world.tallies.ruleUsed("greeting")
    subject.world.findings.note(
      .unknownAgent, connection: "http-1", "asked for <agent> & \"co\" \u{1}",
      ids: ["agentId": "x"])
  }

  @Test func `the JSON says what happened, what was expected and what is wrong`() {
    play()
    let report = call(.get, "report")?.json
    #expect(report?["scenario"] == "support <desk>")
    #expect(report?["met"] == false)
    #expect(report?.at("counts.sessions") == 0)
    #expect(
      report?["rules"] == [["id": "greeting", "hits": 1], ["id": "never", "hits": 0]])
    #expect(
      report?["expectations"] == [
        ["expected": "rule 'greeting' at least 1", "actual": 1, "met": true],
        ["expected": "rooms joined exactly 1", "actual": 0, "met": false],
      ])
    let finding = report?.at("findings[0]")
    #expect(finding?["id"] == "unknown-agent")
    #expect(finding?["severity"] == "error")
    #expect(finding?["connections"] == 1)
    #expect(finding?.at("evidence[0].connection") == "http-1")
    #expect(finding?.at("evidence[0].at") == "1970-01-01T00:00:00.000Z")
    #expect(finding?.at("evidence[0].ids.agentId") == "x")
    #expect(finding?["advice"]?.stringValue?.isEmpty == false)
    #expect(finding?["reference"]?.stringValue?.isEmpty == false)
  }

  @Test func `the text is for a terminal`() {
    play()
    let answer = call(.get, "report?as=text")
    #expect(answer?.headers["Content-Type"] == "text/plain; charset=utf-8")
    let text = String(decoding: answer?.body ?? [], as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        Report of 'support <desk>'
          0 sessions, 0 joins, 0 messages, 0 replies

        Expectations: 1 of 2 met
          ✔ rule 'greeting' at least 1 (counted 1)
          ✘ rooms joined exactly 1 (counted 0)

        Rules: 1 of 2 used
          ✔ greeting: 1
          – never: unused

        Findings about the frontend: 1
          ✘ error unknown-agent: 1.7.2 would answer 404
        """), "\(text)")
    #expect(text.contains("1970-01-01T00:00:00.000Z http-1: asked for <agent>"))
    #expect(text.contains("agentId x"))
  }

  @Test func `the JUnit form is XML whatever the texts hold`() {
    play()
    let answer = call(.get, "report?as=junit")
    #expect(answer?.headers["Content-Type"] == "application/xml; charset=utf-8")
    let xml = String(decoding: answer?.body ?? [], as: UTF8.self)
    for part in [
      #"<testsuites name="support &lt;desk&gt;" tests="3" failures="1">"#,
      #"<testcase classname="eliza-mock.expectations" name="rule 'greeting' at least 1"/>"#,
      #"<failure message="counted 0"/>"#,
      #"<testcase classname="eliza-mock.findings" name="unknown-agent">"#,
      "asked for &lt;agent&gt; &amp; &quot;co&quot; \u{FFFD}",
    ] {
      #expect(xml.contains(part), "\(part)")
    }
  }

  @Test func `a form nobody knows is refused`() {
    let answer = call(.get, "report?as=html")
    #expect(answer?.status.code == 400)
    #expect(answer?.json["detail"]?.stringValue?.contains("json, junit or text") == true)
  }

  @Test func `what was left undone counts once the run is over`() {
    let events = SocketEvents(world: subject.world, outlet: subject.outlet)
    let session = subject.world.makeSession(
      SessionDraft(agentID: "agent", userID: "user")
    ) { _ in nil }
    let socket = events.connect(
      SilentSocket(), handshake: SocketHandshake(auth: ["entityId": "user"]))
    socket.closed(.left)
    #expect(call(.get, "report")?.json["findings"] == [])
    #expect(call(.get, "report?end=1")?.json.at("findings[0].id") == "never-ends-session")
    _ = session
  }

  @Test func `verify judges the scenario's expectations and those of the body`() {
    play()
    let plain = call(.post, "verify")
    #expect(plain?.status.code == 200)
    #expect(plain?.json["met"] == false)
    #expect(plain?.json["expectations"]?.arrayValue?.count == 2)
    let more = call(
      .post, "verify",
      ["expect": [["finding": ["id": "unknown-agent", "times": 1]], ["sent": 0]]])
    #expect(
      more?.json["expectations"]?.arrayValue?.compactMap { $0["met"]?.boolValue }
        == [true, false, true, true])
  }

  @Test func `an expectation that is none is refused with its place`() {
    let answer = call(.post, "verify", ["expect": [["sent": 1], ["joins": 1]]])
    #expect(answer?.status.code == 400)
    #expect(answer?.json["detail"]?.stringValue?.contains("expect[1]") == true)
  }
}

/// A world in which a scenario is played.
private final class PlayedSubject: ControlSubject {
  let clock = HandClock()
  let world: World
  let outlet = SilentOutlet()
  let journal: Journal
  let scheduler: any Scheduler = ManualScheduler()
  private let api = ControlAPI(profile: .lenient, host: "127.0.0.1")

  init() {
    world = World(profile: .lenient, clock: clock.clock, random: RandomSource(seed: 1))
    journal = Journal(limit: 0, clock: clock.clock, scheduler: scheduler)
    api.subject = self
  }

  var connections: [any ControlledConnection] { [] }
  var spaces: (any ControlledSpaces)? { nil }

  func emit(_ event: String, _ arguments: [JSON], toRoom room: String) -> Int { 0 }

  func reset(_ parts: Set<ResetPart>) {}

  var scenarioClock: any ScenarioClock { clock }
  var version: String { "0.0.0" }

  var seed: UInt64 { 7 }
  var scenario: ScenarioDefinition? {
    ScenarioDefinition(
      name: "support <desk>",
      rules: [
        Rule(id: "greeting", when: .always, turns: [[]]),
        Rule(id: "never", when: .always, turns: [[]]),
      ],
      expectations: [
        Expectation(.rule("greeting"), .init(atLeast: 1)), Expectation(.joined, .init(equals: 1)),
      ])
  }

  func call(_ method: HTTPMethod, _ path: String, _ body: JSON?) -> HTTPResponse? {
    let exchange = RecordedExchange()
    api.handle(
      HTTPRequest(
        method: method, target: "/__mock/v1/\(path)", headers: ["Host": "localhost"],
        body: body?.serialized() ?? []),
      on: exchange)
    return exchange.response
  }
}

private final class SilentOutlet: RealtimeOutlet {
  func emit(_ event: EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?) {}
}

private final class SilentSocket: RealtimeSocket {
  let id = "socket"

  func emit(_ event: EncodedEvent) {}
  func join(_ room: String) {}
  func leave(_ room: String) {}
}
