import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// Recorded conversations become scenarios with all that agents do.
@Suite struct ScenarioTextTests {
  private static func scenario(of name: String) throws -> [String] {
    let fixture = try RecordedConversationTests.fixture("\(name).jsonl")
    let text = try #require(ScenarioText.text(of: fixture, name: name))
    return text.split(separator: "\n").map { String($0) }
  }

  /// The lines from one rule up to the next.
  private static func rule(_ text: String, of lines: [String]) -> [String] {
    let start = lines.firstIndex { $0.hasPrefix("    when:") && $0.contains("\"\(text)\"") }
    guard let start else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("  - id:") })
  }

  @Test func `replies that came piece by piece are streamed at the pace they had`() throws {
    let lines = try Self.scenario(of: "chat-with-streamed-replies")
    #expect(lines.contains(#"    name: "Eliza""#))
    let pace = try #require(lines.first { $0.hasPrefix("    type: ") })
    let rate = pace.split(separator: " ").compactMap { Double($0.dropLast()) }.first ?? 0
    #expect(60...300 ~= rate, "\(pace)")
    // Sent twice before in a way the server did not take.
    #expect(
      Self.rule("Hello, who are you?", of: lines) == [
        "    do:",
        #"      - stream: { text: "Eliza heard: Hello, who are you?", thought: "scripted thought", actions: ["REPLY"] }"#,
      ])
  }

  @Test func `a piece whose number is the largest there is ends nothing`() throws {
    let lines = try RecordedConversationTests.fixture("chat-with-streamed-replies.jsonl")
    let text = String(decoding: lines.serialized, as: UTF8.self)
      .replacing(#""index":0"#, with: #""index":9223372036854775807"#)
    let fixture = try Fixture(parsing: Array(text.utf8))
    let scenario = try #require(ScenarioText.text(of: fixture, name: "large"))
    #expect(scenario.contains("Eliza heard: Hello, who are you?"))
  }

  @Test func `actions are shown where they were, with what came of them`() throws {
    let lines = try Self.scenario(of: "actions-silence-and-failures")
    #expect(
      Self.rule("Hello, who are you? [act]", of: lines) == [
        "    do:", "      - think: 1055ms",
        #"      - action: { name: "REPLY", status: executing, thought: "scripted thought" }"#,
        "      - wait: 533ms",
        #"      - stream: { text: "Eliza heard: Hello, who are you? [act]", thought: "scripted thought", actions: ["REPLY"] }"#,
        "      - wait: 0ms",
        #"      - action: { name: "REPLY", status: completed, thought: "scripted thought" }"#,
        "      - wait: 170ms",
        #"      - action: { name: "GT_ACTION", status: executing, thought: "scripted thought" }"#,
        "      - wait: 336ms",
        #"      - action: { name: "GT_ACTION", status: completed, thought: "scripted thought", "#
          + #"result: {"success":true,"text":"GT_ACTION done","values":{},"data":{"actionName":"GT_ACTION"}} }"#,
        "      - wait: 42ms",
        #"      - say: { text: "GT_ACTION done", thought: "scripted action thought", actions: ["GT_ACTION"] }"#,
      ])
    #expect(Self.rule("Hello, who are you? [boom]", of: lines) == ["    do:", "      - ignore"])
  }

  @Test func `callers who wait for a stream get one from the scenario too`() throws {
    let lines = try Self.scenario(of: "replies-as-event-streams")
    #expect(
      Self.rule("Hello, who are you? sse", of: lines).last
        == #"      - stream: { text: "Eliza heard: Hello, who are you? sse", thought: "scripted thought", actions: ["REPLY"] }"#
    )
    #expect(
      Self.rule("Hello, who are you? http", of: lines).last
        == #"      - say: { text: "Eliza heard: Hello, who are you? http", thought: "scripted thought", actions: ["REPLY"] }"#
    )
  }

  @Test func `an agent heard of by REST alone has its name, thoughts and actions`() throws {
    var tape = Tape()
    let session: JSON = ["sessionId": "6f9619ff-8b86-4011-b42d-00c04fc964ff"]
    try tape.exchange("POST", "/api/messaging/sessions", [:], session)
    let path = "/api/messaging/sessions/6f9619ff-8b86-4011-b42d-00c04fc964ff/messages"
    try tape.exchange("POST", path, ["content": "Hi"], ["id": "1"])
    let reply: JSON = [
      "id": "7f9619ff-8b86-4011-b42d-00c04fc964ff", "content": "Good day!", "isAgent": true,
      "createdAt": .string(Timestamp(milliseconds: 1_768_817_730_123 + 900).isoText),
      "metadata": ["agentName": "Desk", "thought": "be polite", "actions": ["GREET"]],
    ]
    try tape.exchange("GET", path, nil, ["messages": [reply]])
    let text = ScenarioText.text(of: try Fixture(parsing: tape.bytes), name: "desk") ?? ""
    #expect(text.contains("  - id: \"Desk\"\n    name: \"Desk\"\n"))
    #expect(
      text.hasSuffix(
        #"      - say: { text: "Good day!", thought: "be polite", actions: ["GREET"] }"# + "\n"))
  }
}
