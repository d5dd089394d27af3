import HostInterface
import JSON
import Testing

@testable import Scenario

@Suite struct DirectorTests {
  @Test func `the first rule that matches answers, others are left to ELIZA`() throws {
    let director = Director([
      try .saying("one", id: "1", when: .text(.contains("a"))),
      try .saying("two", id: "2", when: .text(.contains("ab"))),
    ])
    #expect(director.texts(.said("ab")) == ["one"])
    #expect(director.direct(.said("b")).ruleID == nil)
    #expect(director.texts(.said("Hello")) == Director([]).texts(.said("Hello")))
  }

  @Test func `turns are counted for each rule, conversation and agent`() throws {
    let director = Director([try .saying("1", "2", id: "r", when: .always)])
    #expect(director.texts(.said("x")) == ["1"])
    #expect(director.texts(.said("x", in: "other")) == ["1"])
    #expect(director.texts(.said("x", to: "b")) == ["1"])
    #expect(director.texts(.said("y")) == ["2"])
    director.forget(conversation: "s")
    #expect(director.texts(.said("y")) == ["1"])
  }

  @Test(
    arguments: [
      (.repeat, ["1", "2", "2", "2"]), (.loop, ["1", "2", "1", "2"]),
      (.nextRule, ["1", "2", "next", "next"]),
      (
        .fail,
        [
          "1", "2", "failed: the rule 'r' has no more turns",
          "failed: the rule 'r' has no more turns",
        ]
      ),
    ] as [(Rule.Exhaustion, [String])])
  func `what happens when turns are used up`(exhaustion: Rule.Exhaustion, expected: [String]) throws
  {
    let director = Director([
      try .saying("1", "2", id: "r", when: .always, then: exhaustion),
      try .saying("next", id: "n", when: .always),
    ])
    #expect((0..<4).flatMap { _ in director.texts(.said("x")) } == expected)
  }

  @Test func `a message that comes again under its id is answered as before`() throws {
    let director = Director([
      try .saying("hello {{ turn }}", id: "h", when: .text(.equals("hi"))),
      try .saying("1 {{ turn }}", "2 {{ turn }}", "3 {{ turn }}", id: "r", when: .always),
    ])
    #expect(director.texts(.said("x", id: "m1")) == ["1 1"])
    #expect(director.texts(.said("x", id: "m2")) == ["2 2"])
    #expect(director.texts(.said("x", id: "m1")) == ["1 1"])
    #expect(director.texts(.said("x", id: "m2")) == ["2 2"])
    #expect(director.texts(.said("x", id: "m3")) == ["3 3"])
    #expect(director.texts(.said("hi", id: "m4")) == ["hello 4"])
  }

  @Test func `an id longer than anybody's is not remembered`() throws {
    let director = Director([try .saying("1", "2", "3", "4", id: "r", when: .always)])
    for (length, answers) in [(1_024, ["1", "1"]), (1_025, ["2", "3"])] {
      let id = String(repeating: "m", count: length)
      #expect((0..<2).flatMap { _ in director.texts(.said("x", id: id)) } == answers)
    }
  }

  @Test func `what a step sets is there for later steps, rules and templates`() throws {
    let topic = Condition.state(.init(name: "topic", value: .exists(true)))
    let director = Director([
      Rule(
        id: "set", when: .text(.regex(try Pattern("about (\\w+)"))),
        turns: [
          [
            .set(name: "topic", value: try ReplyTemplate("{{ captures.1 | upper }}")),
            .say(.init(try ReplyTemplate("So, {{ state.topic }}."))),
          ]
        ]),
      try .saying("still {{ state.topic }}", id: "s", when: topic),
      try .saying("what about?", id: "n", when: .always),
    ])
    #expect(director.texts(.said("x")) == ["what about?"])
    #expect(director.texts(.said("it is about tea")) == ["So, TEA."])
    #expect(director.texts(.said("x")) == ["still TEA"])
    #expect(director.texts(.said("x", in: "other")) == ["what about?"])
    #expect(director.texts(.said("x", to: "b")) == ["still TEA"])
  }

  @Test func `a value is kept up to a length, without half a character at its end`() throws {
    let director = Director([
      Rule(
        id: "r", when: .always,
        turns: [
          [
            .set(name: "long", value: try ReplyTemplate("{{ text }}")),
            .say(.init(try ReplyTemplate("{{ state.long }}"))),
          ]
        ])
    ])
    let limit = Conversation.valueLimit
    #expect(
      director.texts(.said("x" + String(repeating: "é", count: limit)))
        == ["x" + String(repeating: "é", count: limit / 2 - 1)])
    let longest = String(repeating: "x", count: limit)
    #expect(director.texts(.said(longest)) == [longest])
  }

  @Test func `a rule may be one agent's, by id or by name`() throws {
    var rule = try Rule.saying("mine", id: "r", when: .always)
    rule.agent = "Ada"
    var off = try Rule.saying("off", id: "o", when: .always)
    off.isEnabled = false
    let director = Director([off, rule, try .saying("anybody's", id: "a", when: .always)])
    #expect(director.texts(.said("x", to: "ada")) == ["mine"])
    #expect(director.texts(.said("x", to: "bob")) == ["anybody's"])
  }

  @Test func `a line is thought about unless the steps pause before it`() throws {
    let line = Step.say(.init(ReplyTemplate(literal: "x")))
    let times: [Step] = [
      line, line, .wait(.fixed(.seconds(1))), line, .hold(name: "h", max: nil), line,
      .think(.fixed(.seconds(2))), line,
    ]
    var rule = Rule(id: "r", when: .always, turns: [times])
    rule.think = .fixed(.seconds(9))
    #expect(
      Director([rule]).direct(.said("x")).steps.map(\.kind) == [
        "think 9.0 seconds", "say", "think 9.0 seconds", "say", "wait 1.0 seconds", "say", "hold h",
        "say", "think 2.0 seconds", "say",
      ])
    let quick = Director(
      ScenarioDefinition(rules: [rule]),
      options: .init(seed: 1, think: .fixed(.milliseconds(5))))
    #expect(
      quick.direct(.said("x")).steps.map(\.kind) == [
        "think 0.005 seconds", "say", "think 0.005 seconds", "say", "wait 1.0 seconds", "say",
        "hold h", "say", "think 0.005 seconds", "say",
      ])
  }

  @Test func `times come from the step, the rule, the agent, then the default`() throws {
    func think(_ rule: ThinkTime?, _ agent: ThinkTime?) -> String? {
      var one = Rule(id: "r", when: .always, turns: [[.say(.init(ReplyTemplate(literal: "x")))]])
      one.think = rule
      let part = AgentPart(id: "a", think: agent)
      let director = Director(
        ScenarioDefinition(agents: [part], rules: [one]), options: .init(seed: 1))
      return director.direct(.said("x")).steps.first?.kind
    }
    #expect(think(nil, nil) == "think 0.8 seconds")
    #expect(think(nil, .fixed(.seconds(3))) == "think 3.0 seconds")
    #expect(think(.fixed(.seconds(1)), .fixed(.seconds(3))) == "think 1.0 seconds")
  }

  @Test func `streams have the pace of the step, the rule or the agent`() throws {
    func pace(_ step: TypingPace?, _ rule: TypingPace?, _ agent: TypingPace?) -> TypingPace? {
      let line = Step.Line(ReplyTemplate(literal: "x"))
      let one = Rule(id: "r", when: .always, typing: rule, turns: [[.stream(line, step)]])
      let director = Director(
        ScenarioDefinition(agents: [AgentPart(id: "a", typing: agent)], rules: [one]),
        options: .init(seed: 1))
      guard case .stream(_, let pace) = director.direct(.said("x")).steps.last else { return nil }
      return pace
    }
    let (one, two, three) = (
      TypingPace(perSecond: 1), TypingPace(perSecond: 2), TypingPace(perSecond: 3)
    )
    #expect(pace(one, two, three) == one)
    #expect(pace(nil, two, three) == two)
    #expect(pace(nil, nil, three) == three)
    #expect(pace(nil, nil, nil) == nil)
  }

  @Test func `lines once for a session or a connection`() throws {
    let steps: [Step] = [
      .say(.init(ReplyTemplate(literal: "session"), once: .perSession)),
      .say(.init(ReplyTemplate(literal: "connection"), once: .perConnection)),
    ]
    let director = Director([], hooks: [Hook(at: .join, do: steps)])
    func said(_ conversation: String, _ connection: String) -> [String] {
      var context = MessageContext.said("", in: conversation)
      context.connection = connection
      return director.steps(at: .join, context)?.compactMap { step in
        guard case .say(let utterance) = step else { return step.kind }
        return utterance.text
      } ?? []
    }
    #expect(said("s", "A") == ["session", "connection"])
    #expect(said("s", "A") == [])
    #expect(said("s", "B") == ["connection"])
    #expect(said("t", "A") == ["session", "connection"])
    #expect(director.steps(at: .leave, .said("")) == nil)
  }

  @Test func `bystanders and other agents speak under their own names`() throws {
    func line(_ speaker: String) -> Step {
      .say(.init(ReplyTemplate(literal: "x"), speaker: speaker))
    }
    let director = Director(
      ScenarioDefinition(
        agents: [AgentPart(id: "ada-id", name: "Ada"), AgentPart(id: "a")],
        bystanders: [Bystander(id: "bob", name: "Bob B.")],
        rules: [Rule(id: "r", when: .always, turns: [["bob", "ada", "a", "Carol"].map(line)])]),
      options: .init(seed: 1, identify: { "id:\($0)" }))
    var message = MessageContext.said("x", to: "id:a")
    message.agentName = "a"
    let speakers = director.direct(message).steps.compactMap { step -> Speaker?? in
      guard case .say(let utterance) = step else { return nil }
      return utterance.speaker
    }
    #expect(
      speakers == [
        Speaker(id: "id:bob", name: "Bob B.", isAgent: false),
        Speaker(id: "id:ada-id", name: "Ada", isAgent: true), nil,
        Speaker(id: "id:Carol", name: "Carol", isAgent: false),
      ])
  }

  @Test func `another rule changes nothing for those that are there`() throws {
    let template = "{{ random.integer(1, 1000000) }} {{ random.uuid }}"
    let times = ThinkTime.range(.zero ... .seconds(10))
    func rule(_ id: String) throws -> Rule {
      var rule = try Rule.saying(template, id: id, when: .text(.contains(id)))
      rule.think = times
      return rule
    }
    let alone = Director([try rule("b")])
    let among = Director([try rule("a"), try rule("b"), try rule("c")])
    for _ in 0..<50 {
      let expected = alone.direct(.said("b")).steps
      _ = among.direct(.said("a"))
      #expect(among.direct(.said("b")).steps == expected)
      _ = among.direct(.said("c", to: "other"))
    }
  }

  @Test func `the configured reply stands in for what no rule answers`() throws {
    let director = Director(
      ScenarioDefinition(
        rules: [try .saying("rule", id: "r", when: .text(.equals("r")))],
        otherwise: .steps([.ignore])),
      options: .init(seed: 1, reply: try ReplyTemplate("{{ turn }}: {{ text }}")))
    #expect(director.texts(.said("r")) == ["rule"])
    #expect(director.texts(.said("hi")) == ["2: hi"])
    #expect(Director([], otherwise: .steps([.ignore])).direct(.said("x")).steps == [.ignore])
  }

  @Test func `a replaced scenario keeps conversations and counts`() throws {
    let director = Director([try .saying("1", "2", id: "r", when: .always)])
    #expect(director.texts(.said("x")) == ["1"])
    director.replace(
      by: ScenarioDefinition(rules: [try .saying("one", "two", id: "r", when: .always)]))
    #expect(director.texts(.said("x")) == ["two"])
    director.reset()
    #expect(director.texts(.said("x")) == ["one"])
  }

  @Test func `ELIZA remembers each conversation apart, and the seed decides where she begins`() {
    let alone = Director([])
    let busy = Director([])
    for text in ["Hello", "Hello", "I am sad"] {
      let expected = alone.texts(.said(text))
      _ = busy.texts(.said("Hello", in: "other"))
      #expect(busy.texts(.said(text)) == expected)
    }
  }
}

extension ReplyStep {
  fileprivate var kind: String {
    switch self {
    case .think(let time): "think \(time)"
    case .wait(let time): "wait \(time)"
    case .hold(let name, _): "hold \(name)"
    case .say: "say"
    default: "other"
    }
  }
}
