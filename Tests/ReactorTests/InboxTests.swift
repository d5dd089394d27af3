import Testing

@testable import Reactor

@Suite struct InboxTests {
  private func isReadable(_ inbox: Inbox) throws -> Bool {
    let selector = PollSelector()
    selector.add(inbox.readEnd, tag: 1, interest: .reading)
    var events: [ReadyEvent] = []
    selector.wait(nanoseconds: 0, into: &events)
    return !events.isEmpty
  }

  @Test func workWakesUntilItIsFetched() throws {
    let inbox = try Inbox()
    #expect(try !isReadable(inbox))
    for _ in 0..<1_000 { #expect(inbox.post {}) }
    #expect(try isReadable(inbox))
    #expect(inbox.fetch().work.count == 1_000)
    #expect(try !isReadable(inbox))
    #expect(inbox.post {})
    #expect(try isReadable(inbox))
    _ = inbox.close()
  }

  @Test func aStopIsRemembered() throws {
    let inbox = try Inbox()
    inbox.requestStop()
    #expect(inbox.fetch().isStopRequested)
    #expect(inbox.fetch().isStopRequested)
    _ = inbox.close()
  }

  @Test func closingReturnsWhatIsLeftAndRefusesTheRest() throws {
    let inbox = try Inbox()
    _ = inbox.post {}
    #expect(inbox.close().work.count == 1)
    #expect(!inbox.post {})
    #expect(inbox.close().work.isEmpty)
  }
}
