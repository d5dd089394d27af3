import ElizaDomain
import ElizaModel
import Testing

/// Turns that wait for an earlier one of the same agent in the same channel, which is held.
@Suite struct WaitingTurnTests {
  /// Far more than a stack has room for if each turn went on from within the one before it.
  private static let count = 20_000

  private let realtime = Realtime(
    script: TestScript { prompt in
      let words = ReplyStep.say(AgentReply(prompt.text))
      return ReplyPlan(prompt.text == "0" ? [.hold(name: "h", max: nil), words] : [words])
    })

  /// A channel in which all turns but the first wait for it.
  private func crowdedChannel() -> Channel {
    let world = realtime.world
    let channel = world.makeChannel(
      ChannelDraft(name: "", type: "DM", participants: [.ann, .eliza]))
    for number in 0..<Self.count {
      let message = world.say("\(number)", in: channel)
      world.intake.handOver(
        IncomingMessage(channel: channel, message: message, connection: "A"))
    }
    realtime.wait(.seconds(5))
    #expect(realtime.pipeline.turnCount == Self.count)
    return channel
  }

  @Test func `all go on in order, at the moment at which the first one does`() {
    var said: [String] = []
    realtime.pipeline.onEvent = {
      if case .replied(_, _, let text, _, _) = $0 { said.append(text) }
    }
    let channel = crowdedChannel()
    let moment = realtime.world.clock.now
    #expect(said.isEmpty)
    #expect(realtime.world.holds.release("h") == 1)
    #expect(said == (0..<Self.count).map { "\($0)" })
    #expect(channel.messages.last?.createdAt == moment)
    #expect(realtime.pipeline.turnCount == 0)
    #expect(realtime.world.clock.pendingCount == 0)
  }

  @Test(arguments: [Silence.channelDeleted, .agentNotRunning])
  func `all are refused at once when nothing can be said any more`(reason: Silence) {
    let channel = crowdedChannel()
    if reason == .channelDeleted {
      realtime.world.delete(channel)
    } else {
      var stopped = Agent.elizaAgent
      stopped.status = .inactive
      realtime.world.add(stopped)
    }
    realtime.world.holds.release("h")
    #expect(realtime.silences == Array(repeating: reason, count: Self.count))
    #expect(realtime.pipeline.turnCount == 0)
  }
}
