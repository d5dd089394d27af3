import ElizaModel
import Testing

@testable import ElizaDomain

@Suite struct MessagePageTests {
  private let world = World.testing()
  private let channel: Channel
  private let start: Int64

  init() {
    channel = world.makeChannel(ChannelDraft(name: "c", type: "DM"))
    start = world.clock.now.milliseconds
    for number in 0..<10 {
      world.say("\(number)", in: channel)
      world.clock.advance(by: .milliseconds(10))
    }
  }

  private func page(_ limit: Double, before: Int64? = nil, after: Int64? = nil) -> Range<Int> {
    func moment(_ offset: Int64) -> Timestamp { Timestamp(milliseconds: start + offset) }
    return MessagePage(limit: limit, before: before.map(moment), after: after.map(moment))
      .range(in: channel.messages)
  }

  @Test func endsAtTheNewestWithoutCursors() {
    #expect(page(3) == 7..<10)
    #expect(page(50) == 0..<10)
  }

  @Test func endsBeforeTheMomentItIsTold() {
    #expect(page(3, before: 50) == 2..<5)
    #expect(page(3, before: 51) == 3..<6)
    #expect(page(3, before: 0) == 0..<0)
    #expect(page(3, before: -5_000) == 0..<0)
  }

  @Test func beginsAfterTheMomentItIsTold() {
    #expect(page(3, after: 50) == 6..<9)
    #expect(page(3, after: 49) == 5..<8)
    #expect(page(3, after: 90) == 10..<10)
  }

  @Test func endsAtTheNewestBetweenTwoMoments() {
    #expect(page(3, before: 80, after: 20) == 5..<8)
    #expect(page(50, before: 80, after: 20) == 3..<8)
    #expect(page(3, before: 20, after: 80) == 2..<2)
  }

  @Test func looksBackNoFurtherThanARealServer() {
    for number in 0..<30 { world.say("more \(number)", in: channel) }
    #expect(page(1, after: -1) == 20..<21)
    #expect(page(1, before: 1000, after: -1) == 39..<40)
  }
}
