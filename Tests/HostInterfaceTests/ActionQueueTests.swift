import HostInterface
import Testing

@Suite struct ActionQueueTests {
  @Test func actionsRunByDeadlineUnlessTheyAreForgotten() {
    var queue = ActionQueue()
    var ran: [String] = []
    _ = queue.insert({ ran.append("late") }, at: Instant(nanoseconds: 20))
    let forgotten = queue.insert({ ran.append("never") }, at: Instant(nanoseconds: 10))
    _ = queue.insert({ ran.append("early") }, at: Instant(nanoseconds: 15))
    #expect(queue.count == 3)
    #expect(queue.nextDeadline == Instant(nanoseconds: 10))
    queue.remove(forgotten)
    queue.remove(forgotten)
    #expect(queue.popDue(at: Instant(nanoseconds: 14)) == nil)
    while let action = queue.popDue(at: Instant(nanoseconds: 20)) { action() }
    #expect(ran == ["early", "late"])
    #expect(queue.nextDeadline == nil)
  }
}
