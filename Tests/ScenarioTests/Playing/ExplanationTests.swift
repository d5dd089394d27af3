import JSON
import Testing

@testable import Scenario

@Suite struct ExplanationTests {
  @Test func `says for every rule why it answers or not, and changes nothing`() throws {
    var off = try Rule.saying("x", id: "off", when: .always)
    off.isEnabled = false
    var others = try Rule.saying("x", id: "others", when: .always)
    others.agent = "Ada"
    let zone = Condition.path(.init(path: "metadata.zone", value: .exists(true)))
    let director = Director([
      off, others, try .saying("once", id: "once", when: .always, then: .nextRule),
      try .saying("x", id: "text", when: .text(.equals("hello"))),
      try .saying("x", id: "all", when: .all([.text(.contains("hi")), zone])),
      try .saying("x", id: "any", when: .any([.turn(.init(atLeast: 9)), .sender(.equals("u"))])),
      try .saying("1", "2", id: "hit", when: .text(.equals("hi"))),
      try .saying("x", id: "late", when: .always),
    ])
    #expect(director.texts(.said("x")) == ["once"])
    let first = director.explain(.said("hi"))
    #expect(first == director.explain(.said("hi")))
    #expect(first.ruleID == "hit" && first.turn == 2)
    #expect(
      first.verdicts.map { "\($0.ruleID): \($0.outcome)" } == [
        "off: is switched off", "others: is for the agent 'Ada'", "once: has no turns left",
        "text: does not match: when.text: 'hi' is not 'hello'",
        "all: does not match: when.all[1].path metadata.zone: nothing is not there",
        "any: does not match: when.any[0].turn: 2 is not at least 9; "
          + "when.any[1].sender: '' is not 'u'",
        "hit: answers with turn 1", "late: would answer too, but comes later",
      ])
    _ = director.direct(.said("hi"))
    #expect(
      director.explain(.said("hi")).verdicts.map(\.outcome).contains(.answers(turn: 2)))
  }
}
