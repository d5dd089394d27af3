import Testing

@testable import ElizaDomain

@Suite struct SupersededMessagesTests {
  @Test func `messages that wait for one agent are only counted`() {
    var messages = SupersededMessages()
    for _ in 0..<100_000 { messages.add(MessageProgress(agents: 1)) }
    #expect(messages.shared.count == 0)
    #expect(messages.agentFinished() == 100_000)
  }

  @Test func `messages that wait for several agents are complete after the last, each once`() {
    var (first, second) = (SupersededMessages(), SupersededMessages())
    for _ in 0..<10 {
      let progress = MessageProgress(agents: 2)
      first.add(progress)
      second.add(progress)
    }
    #expect(first.agentFinished() == 0)
    #expect(second.agentFinished() == 10)
  }

  @Test func `however many wait for several agents, few are held and none is lost`() {
    var (first, second) = (SupersededMessages(), SupersededMessages())
    let count = 10 * SupersededMessages.limit
    for _ in 0..<count {
      let progress = MessageProgress(agents: 2)
      first.add(progress)
      second.add(progress)
    }
    #expect(first.shared.count == SupersededMessages.limit)
    #expect(second.shared.count == SupersededMessages.limit)
    #expect(first.agentFinished() + second.agentFinished() == count)
  }
}
