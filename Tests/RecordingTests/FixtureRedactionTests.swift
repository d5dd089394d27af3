import JSON
import Testing

@testable import Recording

/// More can be taken out of a recording that is there already.
@Suite struct FixtureRedactionTests {
  private static let head =
    #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","#
    + #""recordedAt":"2026-01-19T10:15:30.123Z","redaction":"default"}"#

  private static let lines = [
    head,
    #"{"k":"note","n":1,"t":1,"text":"Ada Lovelace shows ticket-77"}"#,
    #"{"k":"req","n":2,"t":2,"x":1,"method":"POST","target":"/login?nickname=x","#
      + #""headers":{"Authorization":"{secret:3}","Content-Type":"application/json"},"#
      + #""json":{"nickname":"Ada Lovelace","user":{"email":"ada@example.org"},"userId":"{user:1}"}}"#,
    #"{"k":"res","n":3,"t":3,"x":1,"cause":2,"status":200,"headers":{"Content-Type":"application/json"},"#
      + #""json":{"hello":"Ada Lovelace","ticket":"for ticket-77 and ticket-78"}}"#,
    #"{"k":"end","n":4,"t":4}"#,
  ]

  private static let rules = RedactionRules(
    paths: ["json.user.email"], keys: ["nickname"],
    patterns: [
      .init(source: "ticket-[0-9]+") { text in
        text.ranges(of: "ticket-").map { start in
          start
            .lowerBound..<(text[start.upperBound...].firstIndex { !$0.isNumber } ?? text.endIndex)
        }
      }
    ])

  private static func fixture(_ lines: [String]) throws -> Fixture {
    try Fixture(parsing: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test func `rules take it out everywhere, before the line that gave it away as well`() throws {
    let redacted = try Self.fixture(Self.lines).redacted(Self.rules)
    #expect(redacted.head.redaction == "default and 3 rules")
    let objects = redacted.lines.map(\.object)
    #expect(objects[1]["text"] == "{secret:6} shows {secret:4}")
    #expect(objects[2]["target"] == "/login?nickname={secret:5}")
    #expect(objects[2].at("headers.Authorization") == "{secret:3}")
    #expect(
      objects[2]["json"]
        == ["nickname": "{secret:6}", "user": ["email": "{secret:7}"], "userId": "{user:1}"])
    #expect(
      objects[3]["json"]
        == ["hello": "{secret:6}", "ticket": "for {secret:4} and {secret:8}"])
    let difference = RoundTrip.difference(in: redacted)
    #expect(difference == nil)
  }

  @Test func `a second time the head tells of both, and nothing else changes`() throws {
    let once = try Self.fixture(Self.lines).redacted(Self.rules)
    let twice = try once.redacted(RedactionRules(keys: ["nickname"]))
    #expect(twice.head.redaction == "default and 3 rules, then 1 rule")
    #expect(Array(twice.lines.dropFirst()) == Array(once.lines.dropFirst()))
    let plain = try once.redacted(RedactionRules())
    #expect(plain.serialized == once.serialized)
  }

  @Test func `what cannot be taken out refuses the line and names the field`() throws {
    var lines = Self.lines
    lines[4] =
      #"{"k":"req","n":4,"t":4,"x":2,"method":"POST","target":"/u","base64":"/0FkYSBMb3ZlbGFjZQ=="}"#
    let fixture = try Self.fixture(lines)
    #expect(throws: FixtureRefusal(line: 4, field: "base64", what: "a secret seen before")) {
      try fixture.redacted(Self.rules)
    }
  }

  @Test func `a line that makes no sense without it is named`() throws {
    let fixture = try Self.fixture(Self.lines)
    let error = #expect(throws: FixtureError.self) {
      try fixture.redacted(RedactionRules(paths: ["status"]))
    }
    #expect(error?.line == 4)
  }
}

extension JSONObject {
  fileprivate func at(_ path: String) -> JSON? { JSON.object(self).at(path) }
}
