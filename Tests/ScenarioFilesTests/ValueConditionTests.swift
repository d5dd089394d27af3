import JSON
import Scenario
import Testing

@testable import ScenarioFiles

/// What `path` and `state` can ask, from the file to the answer.
@Suite struct ValueConditionTests {
  /// Whether a rule with this condition answers a message with this metadata.
  private func answers(_ condition: String, _ metadata: JSONObject) throws -> Bool {
    let file = try scenario("rules: [ { id: r, when: \(condition), do: [ignore] } ]")
    let director = Director(file.definition, options: Director.Options(seed: 1))
    var message = MessageContext(text: "x", conversation: "s")
    message.payload = ["metadata": .object(metadata)]
    return director.direct(message).ruleID == "r"
  }

  @Test(
    arguments: [
      ("equals: 5", 5, true), ("equals: 5", 5.0, true), ("equals: 5", "5", false),
      ("equals: '5'", "5", true), ("equals: '5'", 5, false), ("equals: true", true, true),
      ("equals: true", "true", false), ("equals: null", .null, true),
      ("contains: berlin", "Europe/Berlin", true), ("contains: rome", "Europe/Berlin", false),
      ("regex: '^Eu'", "Europe/Berlin", true), ("regex: '^eu'", "Europe/Berlin", false),
      ("any: [5, true, hello]", 5, true), ("any: [5, true, hello]", "5", false),
      ("any: [5, true, hello]", true, true), ("any: [5, true, hello]", " hello ", true),
      ("any: [ { contains: rome }, { regex: 'lin$' } ]", "Berlin", true),
      ("any: [ { contains: rome }, { regex: 'lin$' } ]", ["Berlin"], false),
      ("exists: false", 5, false), ("exists: true", .null, true),
    ] as [(String, JSON, Bool)])
  func `a place in the message is asked`(question: String, value: JSON, expected: Bool) throws {
    #expect(try answers("{ path: { at: metadata.v, \(question) } }", ["v": value]) == expected)
  }

  @Test func `what is not there answers to nothing but its absence`() throws {
    #expect(try answers("{ path: { at: metadata.v, exists: false } }", [:]))
    for question in ["equals: null", "contains: x", "any: [1, x]", "regex: x"] {
      #expect(try !answers("{ path: { at: metadata.v, \(question) } }", [:]))
    }
  }

  @Test(arguments: [
    ("equals: '5'", "5", true), ("equals: 5", "5", true), ("equals: 5", "5.0", true),
    ("equals: 5", "five", false), ("equals: true", "true", true), ("contains: IV", "five", true),
    ("regex: '^f'", "five", true), ("any: [4, 5]", "5", true),
    ("any: [4, { contains: f }]", "5", false),
    ("exists: true", "", true), ("exists: false", "5", false),
  ])
  func `what a step has kept is asked`(question: String, kept: String, expected: Bool) throws {
    let file = try scenario(
      """
      rules:
        - { id: set, when: { text: set }, do: [ { set: { v: "\(kept)" } } ] }
        - { id: r, when: { state: { name: v, \(question) } }, do: [ignore] }
      """)
    let director = Director(file.definition, options: Director.Options(seed: 1))
    let set = MessageContext(text: "set", conversation: "s")
    for step in director.direct(set).steps { _ = director.resolve(step, set) }
    let asked = director.direct(MessageContext(text: "x", conversation: "s")).ruleID == "r"
    #expect(asked == expected)
  }

  @Test(arguments: [
    ("any: []", "this list of values is empty"),
    ("regex: '('", "s.mock.yaml"), ("contains: ''", "expected text that is not empty"),
    ("equals: 1, contains: x", "asks one thing: exists, equals, contains, regex, any or text"),
    ("contians: x", "did you mean 'contains'?"),
  ])
  func `mistakes are told`(question: String, expected: String) {
    let found = complaints("rules: [ { when: { path: { at: v, \(question) } }, do: [ignore] } ]")
    #expect(found.contains { $0.contains(expected) })
  }

  @Test(arguments: ["say: hi", "stream: hi", "title: hi", "attach: [ { url: x } ]"])
  func `nothing can be said where there is no room`(step: String) {
    let found = complaints("hooks: { connect: [ { set: { a: b } }, { \(step) } ] }")
    #expect(found.count == 1)
    #expect(found.first?.contains("needs a room, and at 'connect' the client is in none") == true)
    #expect(complaints("hooks: { join: [ { \(step) } ] }").isEmpty)
  }
}
