import ElizaDomain
import ElizaModel
import Testing

@Suite struct WorldMessagesTests {
  private func texts(_ channel: Channel) -> [String] {
    (0..<channel.messages.count).map { channel.messages[$0].content.text }
  }

  @Test func keepsMessagesInOrderAndFindsThemByID() throws {
    let world = World.testing()
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    let first = world.say("one", in: channel)
    world.say("two", in: channel)
    #expect(texts(channel) == ["one", "two"])
    #expect(try #require(world.message(first.id)).message == first)
    #expect(world.message("nobody") == nil)
  }

  /// Ids are only taken note of when one is looked for.
  @Test(arguments: [1, 7, 300])
  func findsThemByIDWhateverCameAndWentSince(between lookups: Int) throws {
    let world = World.testing(retention: Retention(perChannel: 30, total: 50))
    let channels = (0..<3).map { world.makeChannel(ChannelDraft(name: "\($0)", type: "GROUP")) }
    var ids: [String] = []
    for number in 1...600 {
      let channel = channels[number * number % 7 % 3]
      ids.append(world.say("\(number)", in: channel).id)
      if number % 11 == 0, let last = channel.messages.last {
        #expect(number % lookups != 0 || world.deleteMessage(last.id, from: channel))
      }
      guard number % lookups == 0 else { continue }
      let kept = channels.flatMap { channel in
        (0..<channel.messages.count).map { channel.messages[$0].id }
      }
      let found = ids.filter { world.message($0)?.message.id == $0 }
      #expect(Set(found) == Set(kept))
    }
  }

  @Test func letsTheOldestOfAChannelGo() {
    let world = World.testing(retention: Retention(perChannel: 2))
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    let first = world.say("one", in: channel)
    for text in ["two", "three"] { world.say(text, in: channel) }
    #expect(texts(channel) == ["two", "three"])
    #expect(world.message(first.id) == nil)
  }

  @Test func letsTheOldestOfTheWorldGo() {
    let world = World.testing(retention: Retention(total: 3))
    let quiet = world.makeChannel(ChannelDraft(name: "quiet", type: "GROUP"))
    let busy = world.makeChannel(ChannelDraft(name: "busy", type: "GROUP"))
    world.say("zero", in: quiet)
    for text in ["one", "two", "three", "four"] { world.say(text, in: busy) }
    #expect(texts(quiet).isEmpty)
    #expect(texts(busy) == ["two", "three", "four"])
  }

  @Test func letsTheOldestGoWhenAllTakeTooMuchMemory() {
    var retention = Retention()
    retention.messageBytes = 4_000
    let world = World.testing(retention: retention)
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    let long = String(repeating: "x", count: 1_000)
    for _ in 0..<100 {
      world.say(long, in: channel)
      #expect(channel.messages.count <= 3)
    }
    #expect(channel.messages.count == 3)
    world.clear(channel)
    for number in 0..<12 { world.say("\(number)", in: channel) }
    #expect(channel.messages.count == 12)
    world.say(String(repeating: "y", count: 10_000), in: channel)
    #expect(channel.messages.count == 1)
  }

  @Test func aChangedMessageCountsWithItsNewLength() {
    var retention = Retention()
    retention.messageBytes = 4_000
    let world = World.testing(retention: retention)
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    let message = world.say("short", in: channel)
    var change = MessageChange()
    change.content = .text(String(repeating: "x", count: 3_000))
    world.updateMessage(message.id, change)
    world.say("next", in: channel)
    #expect(channel.messages.count == 2)
    world.say(String(repeating: "y", count: 500), in: channel)
    #expect(texts(channel).first == "next")
  }

  @Test func deletesInTheMiddleAndClearsTheNewest() {
    let world = World.testing()
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    let other = world.makeChannel(ChannelDraft(name: "d", type: "GROUP"))
    let messages = ["one", "two", "three", "four"].map { world.say($0, in: channel) }
    #expect(!world.deleteMessage(messages[1].id, from: other))
    #expect(world.deleteMessage(messages[1].id, from: channel))
    #expect(!world.deleteMessage(messages[1].id, from: channel))
    world.clear(channel, newest: 2)
    #expect(texts(channel) == ["one"])
    world.delete(channel)
    #expect(world.message(messages[0].id) == nil)
    #expect(world.channels[channel.id] == nil)
    #expect(channel.isDeleted)
  }

  @Test func changesAMessageInPlace() throws {
    let world = World.testing()
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    let message = world.say("one", in: channel)
    world.clock.advance(by: .seconds(1))
    var change = MessageChange()
    change.content = .text("uno")
    let changed = try #require(world.updateMessage(message.id, change))
    #expect(changed.createdAt == message.createdAt)
    #expect(changed.updatedAt == message.createdAt.advanced(by: .seconds(1)))
    #expect(texts(channel) == ["uno"])
  }

  @Test func countsMessagesBeforeAMoment() {
    let world = World.testing()
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    world.say("one", in: channel)
    world.clock.advance(by: .milliseconds(1))
    let moment = world.clock.now
    world.say("two", in: channel)
    world.say("three", in: channel)
    #expect(channel.messages.count(before: moment) == 1)
    #expect(channel.messages.count(before: moment.advanced(by: .milliseconds(1))) == 3)
    #expect(channel.messages.count(before: Timestamp(milliseconds: 0)) == 0)
  }
}
