import Testing

@testable import Scenario

@Suite struct ScriptedAgentTests {
  private func message(_ text: String, in conversation: String = "s") -> MessageContext {
    MessageContext(text: text, conversation: conversation)
  }

  private func texts(_ steps: [ReplyStep]) -> [String] {
    steps.compactMap { step in
      guard case .say(let utterance) = step else { return nil }
      return utterance.text
    }
  }

  @Test func `thinks and then says its text`() throws {
    var agent = ScriptedAgent(
      id: "a", voice: .template(try ReplyTemplate("{{ turn }}: {{ text }}")),
      think: .fixed(.milliseconds(300)), seed: 1)
    #expect(
      agent.reply(to: message("hi")) == [
        .think(.milliseconds(300)),
        .say(
          Utterance("1: hi", thought: "Answering with the configured text.", actions: ["REPLY"])),
      ])
    #expect(texts(agent.reply(to: message("ho"))) == ["2: ho"])
    #expect(texts(agent.reply(to: message("hi", in: "t"))) == ["1: hi"])
  }

  @Test func `conversations do not influence each other`() {
    func make() -> ScriptedAgent {
      ScriptedAgent(id: "a", voice: .eliza(Eliza()), think: .fixed(.zero), seed: 7)
    }
    var alone = make()
    var busy = make()
    let expected = ["Hello", "Hello", "I am sad"].map { texts(alone.reply(to: message($0))) }
    var found: [[String]] = []
    for text in ["Hello", "Hello", "I am sad"] {
      _ = busy.reply(to: message("Hello", in: "other"))
      found.append(texts(busy.reply(to: message(text))))
    }
    #expect(found == expected)
  }

  @Test func `the seed decides times and rotations, the id separates them`() {
    func times(_ id: String, seed: UInt64) -> [[ReplyStep]] {
      var agent = ScriptedAgent(
        id: id, voice: .eliza(Eliza()), think: .range(.zero...(.seconds(1))), seed: seed)
      return ["Hello", "I am sad", "x"].map { agent.reply(to: message($0)) }
    }
    #expect(times("a", seed: 1) == times("a", seed: 1))
    #expect(times("a", seed: 1) != times("b", seed: 1))
    #expect(times("a", seed: 1) != times("a", seed: 2))
  }

  @Test func `a forgotten conversation begins anew`() throws {
    var agent = ScriptedAgent(
      id: "a", voice: .template(try ReplyTemplate("{{ turn }}")), think: .fixed(.zero), seed: 1)
    _ = agent.reply(to: message("hi"))
    agent.forget(conversation: "s")
    #expect(texts(agent.reply(to: message("hi"))) == ["1"])
  }
}
