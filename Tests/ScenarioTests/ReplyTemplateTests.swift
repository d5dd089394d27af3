import ElizaModel
import HostInterface
import JSON
import Testing

@testable import Scenario

@Suite struct ReplyTemplateTests {
  private let context = MessageContext(
    text: " Hello ", senderID: "u-1", senderName: "", agentID: "a-1", agentName: "Eliza",
    channelID: "c-1", conversation: "s-1", turn: 3)

  @Test(arguments: [
    ("Eliza heard: {{ text }}", "Eliza heard:  Hello "),
    ("{{text|trim}}", "Hello"),
    ("{{ text | trim | upper }}!", "HELLO!"),
    ("{{ agent.name | lower }}", "eliza"),
    ("Hi {{ sender.name | or('there') }}!", "Hi there!"),
    ("{{ sender.name | or(\"a | b }}\") }}", "a | b }}"),
    ("{{ sender.id }} {{ agent.id }} {{ channel.id }} {{ turn }}", "u-1 a-1 c-1 3"),
    ("{ text } and }} stay", "{ text } and }} stay"),
    ("", ""),
    ("☕ {{ text | trim }} 🎉", "☕ Hello 🎉"),
  ])
  func `fills its places in`(template: String, expected: String) throws {
    #expect(try ReplyTemplate(template).render(context) == expected)
  }

  @Test(arguments: [
    ("ab {{ text", TemplateError.unclosed(offset: 3)), ("{{", .unclosed(offset: 0)),
    ("{{ text | or('x }}", .unclosed(offset: 0)), ("{{ }}", .empty(offset: 0)),
    ("{{ text | }}", .empty(offset: 0)), ("x{{ txt }}", .unknownVariable("txt", offset: 1)),
    ("{{ text | shout }}", .unknownFilter("shout", offset: 0)),
    ("{{ text | or(x) }}", .unknownFilter("or(x)", offset: 0)),
    ("{{ text | or('a' 'b') }}", .unknownFilter("or('a' 'b')", offset: 0)),
    ("{{ text | or(') }}", .unclosed(offset: 0)),
    ("{{{ text }}", .unknownVariable("{ text", offset: 0)),
  ])
  func `refuses what it could not fill in`(template: String, expected: TemplateError) {
    #expect(throws: expected) { try ReplyTemplate(template) }
  }

  @Test func `a quoted message is not read as a template`() throws {
    let hostile = MessageContext(text: "{{ agent.id }} {{")
    #expect(try ReplyTemplate("{{ text }}").render(hostile) == "{{ agent.id }} {{")
  }

  @Test func `an unknown variable names the known ones`() {
    let words = TemplateError.unknownVariable("txt", offset: 1).description
    #expect(words.hasPrefix("'txt' at character 1 is not known: use text, message.id, sender.id"))
    for name in ["captures.1", "state.name", "metadata.path", "random.uuid", "clock.now"] {
      #expect(words.contains(name))
    }
  }

  @Test func `numbers that cannot be drawn are explained`() {
    #expect {
      try ReplyTemplate("{{ random.integer(0, 1000000000001) }}")
    } throws: { error in
      "\(error)".contains("the smaller one first, from -1000000000000 to 1000000000000")
    }
    #expect {
      try ReplyTemplate("{{ random.integers(1, 2) }}")
    } throws: { error in
      "\(error)".contains("is not known: use text")
    }
  }

  private func scope() throws -> TemplateScope {
    var message = MessageContext(text: "hello WORLD", conversation: "s")
    message.payload = ["metadata": ["user": ["tags": ["vip", 7]], "empty": nil]]
    message.channelName = "Help"
    message.sessionID = "s-1"
    message.messageID = "m-1"
    message.now = Timestamp(milliseconds: 1_768_817_730_123)
    var captures = Captures()
    captures.add(
      try #require(try Pattern("(?<first>h\\w+) (\\w+)|(x)").firstMatch(in: message.text)))
    return TemplateScope(message, captures: captures, state: ["topic": "tea"])
  }

  @Test(arguments: [
    (
      "{{ captures.0 }}/{{ captures.1 }}/{{ captures.2 }}/{{ captures.first }}",
      "hello WORLD/hello/WORLD/hello"
    ),
    ("[{{ captures.3 }}{{ captures.9 }}{{ captures.none }}]", "[]"),
    ("{{ state.topic }}{{ state.none | or('-') }}", "tea-"),
    (
      "{{ metadata.user.tags.0 }} {{ metadata.user.tags[1] }}{{ metadata.empty }}{{ metadata.x }}",
      "vip 7"
    ),
    ("{{ channel.name }} {{ session.id }} {{ message.id }}", "Help s-1 m-1"),
    ("{{ clock.now }} {{ clock.date }}", "2026-01-19T10:15:30.123Z 2026-01-19"),
    ("{{ text | capitalize }}", "Hello WORLD"),
    (
      "{{ text | truncate(5) }} {{ text | truncate(11) }} {{ text | truncate(0) }}",
      "hell… hello WORLD "
    ),
    ("{{ text | replace('l', 'LL') }}", "heLLLLo WORLD"),
    ("{{ text | length }} {{ metadata.x | default('none') }}", "11 none"),
    ("{{ text | replace('o', '\"') | json }}", "hell\\\" WORLD"),
  ])
  func `quotes captures, state, metadata and the clock`(template: String, expected: String) throws {
    var chance = SeededRandom(seed: 1)
    #expect(try ReplyTemplate(template).render(scope(), using: &chance) == expected)
  }

  @Test func `random values come from the stream that is given, and stay within bounds`() throws {
    let template = try ReplyTemplate(
      "{{ random.integer(1, 6) }} {{ random.choice('a', \"b, c\") }} {{ random.uuid }}")
    var one = SeededRandom(seed: 5)
    var other = SeededRandom(seed: 5)
    let scope = try scope()
    var seen: Set<String> = []
    for _ in 0..<200 {
      let text = template.render(scope, using: &one)
      #expect(text == template.render(scope, using: &other))
      seen.insert(String(text.dropLast(37)))
      #expect(Identifier.isUUID(String(text.suffix(36))))
    }
    #expect(
      seen == Set((1...6).flatMap { number in ["a", "b, c"].map { "\(number) \($0)" } }))
  }

  @Test(arguments: [
    "random.integer(6, 1)", "random.integer(1)", "random.integer('1', 2)",
    "random.integer(0, 9999999999999)", "random.integer(-9223372036854775808, 1)",
    "random.integer(0, 9223372036854775807)", "random.integer(0, 1000000000001)",
    "random.choice()", "random.choice('a', b)", "captures.", "state", "clock", "random.uuid(1)",
    "text()", "random.integer(1, 2",
  ])
  func `refuses values that do not exist`(name: String) {
    #expect(throws: TemplateError.unknownVariable(name, offset: 0)) {
      try ReplyTemplate("{{ \(name) }}")
    }
  }

  @Test(arguments: ["-1000000000000", "1000000000000"])
  func `the largest numbers either way can be drawn`(number: String) throws {
    let template = try ReplyTemplate("{{ random.integer(\(number), \(number)) }}")
    #expect(template.render(context) == number)
  }

  @Test func `replacing does not grow without bound`() {
    var value = "aaaaaaaa"
    for _ in 0..<40 { value = TemplateFilter.replace("a", "aaaa").apply(to: value) }
    #expect(value.utf8.count <= TemplateFilter.lengthLimit)
  }

  @Test func `texts within a JSON value are templates, names are not`() throws {
    let template = try JSONTemplate([
      "{{ turn }}": "{{ text | upper }}", "list": ["{{ state.topic }}", 1, true, nil],
    ])
    var chance = SeededRandom(seed: 1)
    #expect(
      template.render(try scope(), using: &chance) == [
        "{{ turn }}": "HELLO WORLD", "list": ["tea", 1, true, nil],
      ])
    #expect(throws: TemplateError.unknownVariable("x", offset: 1)) {
      try JSONTemplate(["a": [["b": "-{{ x }}"]]])
    }
  }
}
