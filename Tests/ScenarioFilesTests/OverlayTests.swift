import JSON
import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct OverlayTests {
  private func overlay(_ faults: String) throws -> Overlay {
    try OverlayFile(
      Array("format: eliza-mock-overlay/1\nname: o\nfaults:\n\(faults)".utf8),
      file: "o.overlay.yaml"
    ).overlay
  }

  private func fault(_ at: String, _ effects: String) throws -> Fault {
    try #require(try overlay("- { id: f, at: \(at), do: \(effects) }").faults.first)
  }

  private func complaint(_ at: String, _ effects: String) -> String {
    do {
      return "\(try fault(at, effects))"
    } catch {
      return "\(error)"
    }
  }

  @Test func `the head`() throws {
    let text = """
      format: eliza-mock-overlay/1
      name: flaky
      about: The train.
      seed: 7
      faults: [ { id: a, at: { lifecycle: upgrade }, do: { refuse: true } } ]
      """
    #expect(
      try OverlayFile(Array(text.utf8), file: "").overlay
        == Overlay(
          name: "flaky", summary: "The train.", seed: 7,
          faults: [
            Fault(id: "a", at: Trigger(.lifecycle(.upgrade)), do: [.refuse(message: nil)])
          ]))
  }

  @Test(arguments: [
    ("{ event: message* }", Trigger(.event(EventPattern("message*")))),
    (
      "{ event: m, direction: in, from: user }",
      Trigger(.event(EventPattern("m", direction: .in, from: .user)))
    ),
    (
      "{ after: { event: m, from: agent, count: 1 } }",
      Trigger(.event(EventPattern("m", from: .agent)), isAfterwards: true, nth: 1)
    ),
    ("{ lifecycle: join, nth: 2 }", Trigger(.lifecycle(.join), nth: 2)),
    (
      "{ request: \"post /api/*\", after: 20 }",
      Trigger(.request(RequestPattern(method: "POST", path: "/api/*")), after: 20)
    ),
    (
      "{ event: m, nth: 2, per: session }",
      Trigger(.event(EventPattern("m")), nth: 2, per: .session)
    ),
    ("{ time: 3s }", Trigger(.time(.seconds(3)))),
    (
      "{ event: m, every: 3, times: 2, probability: 0.5, since: 1s, until: 1m }",
      Trigger(
        .event(EventPattern("m")), every: 3, times: 2, probability: 0.5, since: .seconds(1),
        until: .seconds(60))
    ),
  ])
  func `triggers`(text: String, trigger: Trigger) throws {
    #expect(try fault(text, "{ lose: kick }").trigger == trigger)
  }

  @Test(
    arguments: [
      ("{ event: m }", "{ lose: silent, for: 8s }", [.lose(.silent, for: .seconds(8))]),
      ("{ event: m }", "{ lose: reset }", [.lose(.reset, for: nil)]),
      ("{ lifecycle: poll }", "{ forgetSid: true }", [.forgetSession]),
      ("{ lifecycle: connect }", "{ refuse: No }", [.refuse(message: "No")]),
      ("{ request: \"* /a\" }", "{ delay: 1s }", [.delay(.fixed(.seconds(1)))]),
      ("{ request: \"* /a\" }", "{ throttle: 500 }", [.throttle(bytesPerSecond: 500)]),
      ("{ request: \"* /a\" }", "{ truncate: true }", [.truncate(bytes: nil)]),
      ("{ request: \"* /a\" }", "{ truncate: 9 }", [.truncate(bytes: 9)]),
      ("{ request: \"* /a\" }", "{ corrupt: true }", [.corrupt]),
      (
        "{ event: m }", "{ duplicate: 2, gap: 50ms }",
        [.duplicate(times: 2, gap: .milliseconds(50))]
      ),
      ("{ event: m }", "{ duplicate: 3 }", [.duplicate(times: 3, gap: .zero)]),
      (
        "{ event: m }", "{ within: 300ms, swapWithNext: true }",
        [.swapWithNext(within: .milliseconds(300))]
      ),
      ("{ event: m, direction: in }", "{ dropAck: true }", [.dropAcknowledgement]),
      ("{ event: m, direction: out }", "{ leakToRoom: true }", [.leakToRoom(nil)]),
      ("{ event: m, direction: out }", "{ leakToRoom: r }", [.leakToRoom("r")]),
      (
        "{ request: \"POST /a\" }", "{ replyBeforePost: true }",
        [.replyBeforePost(within: .seconds(1))]
      ),
      ("{ request: \"POST /a\" }", "{ respond: 503 }", [.respond(CannedAnswer(status: 503))]),
      (
        "{ request: \"POST /a\" }",
        "{ respond: { status: 429, retryAfter: 30s, body: { a: 1 }, headers: { X-A: 1 } } }",
        [
          .respond(
            CannedAnswer(
              status: 429, body: .json("{\"a\":1}"), retryAfter: .seconds(30),
              headers: [.init(name: "X-A", value: "1")]))
        ]
      ),
      ("{ event: m }", "{ drop: true }", [.drop]),
      ("{ event: m, direction: out }", "{ error: gone }", [.error("gone")]),
      ("{ time: 5s }", "{ restart: 3s }", [.restart(.seconds(3))]),
      (
        "{ event: m }", "{ delay: 1s, duplicate: 2 }",
        [.delay(.fixed(.seconds(1))), .duplicate(times: 2, gap: .zero)]
      ),
    ] as [(String, String, [Effect])])
  func `effects`(at: String, text: String, effects: [Effect]) throws {
    #expect(try fault(at, text).effects == effects)
  }

  @Test(arguments: [
    ("{}", "{ drop: true }", "4:16: error: a fault happens at one thing"),
    ("{ event: a, time: 1s }", "{ drop: true }", "a fault happens at one thing"),
    ("{ evnt: a }", "{ drop: true }", "unknown key 'evnt' in a trigger; did you mean 'event'?"),
    ("{ lifecycle: joined }", "{ drop: true }", "did you mean 'join'?"),
    ("{ request: /api }", "{ drop: true }", "expected a method and a path, such as POST"),
    ("{ time: 5 }", "{ restart: 1s }", "'5' has no unit"),
    (
      "{ lifecycle: join, from: agent }", "{ drop: true }", "'direction' and 'from' go with 'event'"
    ),
    ("{ event: a, direction: up }", "{ drop: true }", "allowed: in, out"),
    ("{ event: a, from: bot }", "{ drop: true }", "allowed: agent, user"),
    ("{ event: a, nth: 0 }", "{ drop: true }", "expected a whole number from 1 up"),
    ("{ event: a, count: 0 }", "{ drop: true }", "expected a whole number from 1 up"),
    ("{ event: a, every: x }", "{ drop: true }", "found 'x'"),
    ("{ event: a, times: -1 }", "{ drop: true }", "found the number -1"),
    (
      "{ event: a, probability: 20 }", "{ drop: true }", "a number from 0 to 1, found the number 20"
    ),
    ("{ event: a, since: 2s, until: 1s }", "{ drop: true }", "'since' comes before 'until'"),
    ("{ event: a, after: -1 }", "{ drop: true }", "expected a whole number from 0 up"),
    (
      "{ event: b, after: { event: a } }", "{ lose: kick }",
      "'after: { … }' says what it happens after"
    ),
    ("{ nth: 2, after: { event: a } }", "{ lose: kick }", "belong inside 'after: { … }'"),
    ("{ after: { after: { event: a } } }", "{ lose: kick }", "'after' holds no other"),
    ("{ after: { time: 1s } }", "{ lose: kick }", "'after' goes with 'event'"),
    ("{ event: a }", "{}", "this says nothing that happens; write one of lose, forgetSid"),
    ("{ event: a }", "{ gap: 1s }", "this says nothing that happens"),
    ("{ event: a }", "{ lose: lost }", "Allowed: kick, close, reset, silent, ping"),
    ("{ event: a }", "{ lose: kick, for: 1s }", "'for' goes with 'lose: silent'"),
    ("{ event: a }", "{ drop: true, gap: 1s }", "'gap' goes with 'duplicate'"),
    ("{ event: a }", "{ drop: true, within: 1s }", "'within' goes with 'swapWithNext'"),
    ("{ event: a }", "{ drop: false }", "'false' says nothing here; leave the key out"),
    ("{ event: a }", "{ drop: yes }", "expected true, found 'yes'"),
    ("{ event: a }", "{ duplicate: 1 }", "expected a whole number from 2 to 100"),
    ("{ event: a }", "{ delay: 5 }", "'5' has no unit"),
    ("{ event: a }", "{ refuse: true }", "'refuse' cannot happen at the event a"),
    ("{ request: \"* /a\" }", "{ throttle: 0 }", "from 1 to 1000000000"),
    ("{ request: \"* /a\" }", "{ truncate: -1 }", "expected a whole number from 0 up"),
    ("{ request: \"* /a\" }", "{ respond: 99 }", "expected a whole number from 200 to 599"),
    ("{ request: \"* /a\" }", "{ respond: {} }", "an answer needs the key 'status'"),
    ("{ request: \"* /a\" }", "{ respond: { status: 200, retryAfter: 5 } }", "'5' has no unit"),
    (
      "{ request: \"* /a\" }", "{ respond: { status: 200, headers: { \"a b\": c } } }",
      "is no header field"
    ),
    (
      "{ request: \"* /a\" }", "{ respond: { status: 200, headers: { a: \"b\\r\\nc\" } } }",
      "is no header field"
    ),
    ("{ request: \"* /a\" }", "{ respond: { status: 200, headers: [] } }", "found a list"),
  ])
  func `mistakes are told`(at: String, effects: String, expected: String) {
    let told = complaint(at, effects)
    #expect(told.contains(expected), "\(told)")
  }

  @Test(arguments: [
    ("name: o\nfaults: [ x ]", "an overlay needs the key 'format'"),
    (
      "format: eliza-mock/1\nname: o",
      "'eliza-mock/1' is not known here; did you mean 'eliza-mock-overlay/1'?"
    ),
    ("format: eliza-mock-overlay/1", "an overlay needs the key 'faults'"),
    ("format: eliza-mock-overlay/1\nfaults: []", "this list of faults is empty"),
    (
      "format: eliza-mock-overlay/1\nfaults: [ { id: a, at: { time: 1s }, do: { lose: kick } }, { id: a } ]",
      "2:66: error: the fault id 'a' is taken by line 2"
    ),
  ])
  func `mistakes in the head are told`(text: String, expected: String) {
    #expect { try OverlayFile(Array(text.utf8), file: "o") } throws: { "\($0)".contains(expected) }
  }
}
