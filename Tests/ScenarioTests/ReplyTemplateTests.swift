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
    #expect(
      TemplateError.unknownVariable("txt", offset: 1).description
        == "'txt' at character 1 is not known: use text, sender.id, sender.name, agent.id, "
        + "agent.name, channel.id, turn")
  }
}
