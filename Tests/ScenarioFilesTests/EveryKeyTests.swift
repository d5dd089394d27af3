import ElizaDomain
import JSON
import Scenario
import Testing

@testable import ScenarioFiles

/// One file that uses every key of the format, and what becomes of each.
@Suite struct EveryKeyTests {
  private static let text = """
    name: everything
    seed: 42
    profile: { base: 1.7.2, ackCallbacks: always, naming: both }
    agents:
      - id: b850bc30-45f8-0041-a00a-83df46d8555d
        name: Eliza
        think: { median: 900ms, p95: 2.5s, max: 6s }
        type: { perSecond: 45, unit: character }
      - Helper
    bystanders: [ { id: ann, name: Ann }, bob ]
    rules:
      - id: matched
        when:
          text: { any: [hello, { regex: "(?i)^hey" }, { contains: hi }, { equals: 5 }] }
          path: { at: metadata.zone, exists: true }
          sender: Zoe
          room: [lobby, hall]
          attachment: { present: true, type: image/* }
          turn: { atLeast: 2, atMost: 4 }
          state: { name: topic, text: billing }
          not: { attachment: false }
          any: [ { turn: 1 }, { path: { at: a, equals: { b: [1] } } } ]
          all: [ { text: x }, always ]
        agent: Eliza
        think: { from: 200ms, to: 1s }
        type: { perSecond: 3 }
        then: next-rule
        enabled: false
        turns:
          - do: [ think: 2s, say: "Hi {{ sender.name | or('there') }}!" ]
          - [ complete ]
      - do:
          - say: { text: a, thought: b, actions: [C], attachments: [{ url: u }], metadata: { k: 1 },
                   as: Ann, once: per-session }
          - stream: { text: s, type: { perSecond: 9, unit: word }, hold: h, after: 2, max: 3s }
          - action: { name: SEARCH, status: failed, text: t, thought: h, result: [1] }
          - action: LOOK
          - attach: { media: [{ url: u }], text: see }
          - emit: { event: e, args: [1, two], to: all }
          - emit: { event: f, data: { a: 1 }, to: socket }
          - control: { type: x }
          - wait: 500ms
          - hold: here
            max: 10s
          - title: New
          - set: { topic: billing, who: "{{ sender.id }}" }
          - error: { socket: offline, rest: 503 }
          - disconnect: reset
          - ignore
    otherwise: [ { say: Pardon? } ]
    hooks: { connect: [ignore], join: [complete], leave: [complete], session: [complete],
             session-end: [complete] }
    expect:
      - joined: { atLeast: 1 }
      - sessions: 1
      - sent: { times: 2 }
      - replied: { atMost: 9 }
      - rule: { id: matched, times: 2 }
      - rule: matched
      - request: { match: "POST /api/*", equals: 0 }
      - event: { name: message, atLeast: 1 }
      - finding: { atMost: 0 }
      - finding: { id: never-joined, times: 0 }
    """

  private let file: ScenarioFile
  private var definition: ScenarioDefinition { file.definition }

  init() throws {
    file = try scenario(EveryKeyTests.text)
  }

  @Test func `nothing is odd`() {
    #expect(file.warnings.isEmpty)
  }

  @Test func `the head`() {
    #expect(definition.name == "everything")
    #expect(definition.seed == 42)
    var profile = Profile.v1_7_2
    profile.answersAcknowledgements = true
    profile.naming = .both
    #expect(file.profile == profile)
  }

  @Test func `the cast`() {
    let time = LogNormalTime(median: .milliseconds(900), p95: .seconds(2.5), max: .seconds(6))
    #expect(
      definition.agents == [
        AgentPart(
          id: "b850bc30-45f8-0041-a00a-83df46d8555d", name: "Eliza",
          think: time.map { .logNormal($0) },
          typing: TypingPace(perSecond: 45, unit: .character)),
        AgentPart(id: "Helper"),
      ])
    #expect(definition.bystanders == [Bystander(id: "ann", name: "Ann"), Bystander(id: "bob")])
  }

  @Test func `a rule`() throws {
    let rule = try #require(definition.rules.first)
    #expect(rule.id == "matched")
    #expect(rule.agent == "Eliza")
    #expect(rule.think == .range(.milliseconds(200) ... .seconds(1)))
    #expect(rule.typing == TypingPace(perSecond: 3, unit: .word))
    #expect(rule.exhaustion == .nextRule)
    #expect(!rule.isEnabled)
    #expect(rule.turns.map(\.count) == [2, 1])
    #expect(definition.rules.map(\.id) == ["matched", "rule-2"])
  }

  @Test func `conditions, in the order they are written`() throws {
    guard case .all(let conditions) = definition.rules[0].condition else {
      Issue.record("several keys must all hold")
      return
    }
    let shown = conditions.map { "\($0)".replacing("Scenario.", with: "") }
    #expect(
      shown == [
        "text(TextMatcher.any([TextMatcher.equals(\"hello\"), "
          + "TextMatcher.regex(Pattern(source: \"(?i)^hey\")), TextMatcher.contains(\"hi\"), "
          + "TextMatcher.equals(\"5\")]))",
        "path(Condition.PathCondition(path: \"metadata.zone\", "
          + "value: Condition.ValueCondition.exists(true)))",
        "sender(TextMatcher.equals(\"Zoe\"))",
        "room(TextMatcher.any([TextMatcher.equals(\"lobby\"), TextMatcher.equals(\"hall\")]))",
        "attachment(Condition.AttachmentCondition(isPresent: true, type: Optional(\"image/*\")))",
        "turn(Condition.NumberCondition(equals: nil, atLeast: Optional(2), atMost: Optional(4)))",
        "state(Condition.StateCondition(name: \"topic\", "
          + "value: Condition.ValueCondition.text(TextMatcher.equals(\"billing\"))))",
        "not(Condition.attachment(Condition.AttachmentCondition(isPresent: false, type: nil)))",
        "any([Condition.turn(Condition.NumberCondition(equals: Optional(1), atLeast: nil, "
          + "atMost: nil)), Condition.path(Condition.PathCondition(path: \"a\", "
          + "value: Condition.ValueCondition.equals({\"b\":[1]})))])",
        "all([Condition.text(TextMatcher.equals(\"x\")), Condition.always])",
      ])
  }

  @Test func `steps, in the order they are written`() throws {
    let steps = try #require(definition.rules.last?.turns.first)
    let names = steps.map { String("\($0)".prefix { $0 != "(" }) }
    #expect(
      names == [
        "say", "stream", "action", "action", "attach", "emit", "emit", "control", "wait", "hold",
        "title", "set", "set", "error", "disconnect", "ignore",
      ])
    guard case .say(let line) = steps[0], case .stream(let streamed, let pace) = steps[1] else {
      Issue.record("they begin with what is said")
      return
    }
    #expect(line.text.render(MessageContext(text: "")) == "a")
    #expect(line.thought?.render(MessageContext(text: "")) == "b")
    #expect(line.actions == ["C"])
    #expect(line.attachments == [["url": "u"]])
    #expect(line.metadata == ["k": 1])
    #expect(line.speaker == "Ann")
    #expect(line.once == .perSession)
    #expect(streamed.text.render(MessageContext(text: "")) == "s")
    #expect(pace == TypingPace(perSecond: 9))
    #expect(streamed.hold == StreamHold("h", after: 2, max: .seconds(3)))
  }

  @Test func `what is shown and sent`() throws {
    let steps = try #require(definition.rules.last?.turns.first)
    guard case .action(let action) = steps[2], case .action(let short) = steps[3],
      case .attach(let attachment) = steps[4], case .emit(let all) = steps[5],
      case .emit(let one) = steps[6], case .control(let control) = steps[7]
    else {
      Issue.record("actions, media, events and a control message are shown")
      return
    }
    #expect(action.name == "SEARCH" && action.status == .failed && action.result == [1])
    #expect(short.name == "LOOK" && short.status == .executing)
    #expect(attachment.media == [["url": "u"]])
    #expect(all.event == "e" && rendered(all.arguments) == [1, "two"] && all.audience == .all)
    #expect(one.event == "f" && rendered(one.arguments) == [["a": 1]] && one.audience == .socket)
    #expect(rendered([control]) == [["type": "x"]])
  }

  @Test func `what takes time and what ends`() throws {
    let steps = try #require(definition.rules.last?.turns.first)
    guard case .wait(.fixed(.milliseconds(500))) = steps[8],
      case .hold("here", max: .seconds(10)) = steps[9], case .set("topic", _) = steps[11],
      case .set("who", _) = steps[12], case .error(let breakdown) = steps[13],
      case .disconnect(.reset) = steps[14], case .ignore = steps[15]
    else {
      Issue.record("waiting, holding, setting and ending keep their values")
      return
    }
    #expect(breakdown.rest == 503)
    #expect(breakdown.socket?.render(MessageContext(text: "")) == "offline")
  }

  @Test func `what else happens`() {
    guard case .steps(let steps) = definition.otherwise else {
      Issue.record("steps are done otherwise")
      return
    }
    #expect(steps.count == 1)
    #expect(definition.hooks.map(\.event) == [.connect, .join, .leave, .session, .sessionEnd])
    #expect(definition.hooks.allSatisfy { $0.steps.count == 1 })
  }

  @Test func `expectations`() {
    typealias Count = Condition.NumberCondition
    #expect(
      definition.expectations == [
        Expectation(.joined, Count(atLeast: 1)), Expectation(.sessions, Count(equals: 1)),
        Expectation(.sent, Count(equals: 2)), Expectation(.replied, Count(atMost: 9)),
        Expectation(.rule("matched"), Count(equals: 2)),
        Expectation(.rule("matched"), Count(atLeast: 1)),
        Expectation(.request("POST /api/*"), Count(equals: 0)),
        Expectation(.event("message"), Count(atLeast: 1)),
        Expectation(.finding(nil), Count(atMost: 0)),
        Expectation(.finding("never-joined"), Count(equals: 0)),
      ])
  }

  @Test func `the same as JSON`() throws {
    let bytes = Array("format: eliza-mock/1\n\(EveryKeyTests.text)".utf8)
    let json = try DocumentReader.read(bytes, file: "").0.json
    let again = try ScenarioFile(json.serialized(), file: "s.mock.json")
    #expect("\(again.definition)" == "\(definition)")
    #expect(again.profile == file.profile)
  }
}
