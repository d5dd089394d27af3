import JSON
import Scenario
import Testing

@Suite struct ExpectationTests {
  @Test(arguments: [
    (#"{"joined": {"atLeast": 1}}"#, "rooms joined at least 1"),
    (#"{"sessions": 2}"#, "sessions exactly 2"),
    (#"{"sent": {"times": 0}}"#, "messages sent never"),
    (#"{"replied": {"atLeast": 1, "atMost": 3}}"#, "replies at least 1 and at most 3"),
    (#"{"rule": {"id": "greeting", "times": 2}}"#, "rule 'greeting' exactly 2"),
    (#"{"rule": "greeting"}"#, "rule 'greeting' at least 1"),
    (#"{"request": {"match": "GET /api/agents"}}"#, "request 'GET /api/agents' at least 1"),
    (#"{"event": {"name": "message", "atMost": 9}}"#, "event 'message' at most 9"),
    (#"{"finding": {"atMost": 0}}"#, "findings at most 0"),
    (#"{"finding": {"id": "two-sockets", "equals": 0}}"#, "finding 'two-sockets' never"),
  ])
  func `expectations are read as scenario files have them`(json: String, words: String) throws {
    #expect(try Expectation(json: JSON(parsing: Array(json.utf8))).description == words)
  }

  @Test(arguments: [
    (#"7"#, "an object with one member"), (#"{}"#, "an object with one member"),
    (#"{"joined": 1, "sent": 1}"#, "an object with one member"),
    (#"{"joins": 1}"#, "'joins' cannot be expected; there are sessions"),
    (#"{"joined": {}}"#, "'joined' needs a number"),
    (#"{"joined": {"least": 1}}"#, "'joined' has no 'least'"),
    (#"{"joined": {"atLeast": -1}}"#, "'atLeast' of 'joined' is no whole number"),
    (#"{"joined": "many"}"#, "'joined' needs a number"),
    (#"{"rule": {"times": 1}}"#, "'rule' needs 'id'"),
    (#"{"rule": {"id": ""}}"#, "'rule' needs 'id'"),
  ])
  func `what is no expectation is explained`(json: String, words: String) throws {
    let json = try JSON(parsing: Array(json.utf8))
    let error = #expect(throws: ExpectationError.self) { try Expectation(json: json) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func `a verdict holds every bound`() {
    let count = Condition.NumberCondition(atLeast: 2, atMost: 3)
    let met = (0...4).map { Verdict(Expectation(.joined, count), actual: $0).isMet }
    #expect(met == [false, false, true, true, false])
    let none = Condition.NumberCondition(equals: 0)
    #expect(Verdict(Expectation(.sent, none), actual: 0).isMet)
    #expect(!Verdict(Expectation(.sent, none), actual: 1).isMet)
  }
}
