import HostInterface
import Testing

@Suite struct DeadlineQueueTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  private func drained<Element>(_ queue: inout DeadlineQueue<Element>) -> [Element] {
    var elements: [Element] = []
    while let element = queue.popDue(at: Instant(nanoseconds: .max)) { elements.append(element) }
    return elements
  }

  @Test func entriesComeOutByDeadlineAndThenByAge() {
    var queue = DeadlineQueue<String>()
    _ = queue.insert("late", at: at(30))
    _ = queue.insert("first of two", at: at(20))
    _ = queue.insert("early", at: at(10))
    _ = queue.insert("second of two", at: at(20))
    #expect(queue.count == 4)
    #expect(queue.nextDeadline == at(10))
    #expect(drained(&queue) == ["early", "first of two", "second of two", "late"])
    #expect(queue.isEmpty)
    #expect(queue.nextDeadline == nil)
  }

  @Test func nothingComesOutBeforeItsDeadline() {
    var queue = DeadlineQueue<Int>()
    _ = queue.insert(1, at: at(10))
    #expect(queue.popDue(at: at(9)) == nil)
    #expect(queue.popDue(at: at(10)) == 1)
    #expect(queue.popDue(at: at(10)) == nil)
  }

  @Test func anEntryIsTakenOutOfTheMiddleOnce() {
    var queue = DeadlineQueue<Int>()
    let tokens = (0..<5).map { queue.insert($0, at: at(Int64($0))) }
    #expect(queue.contains(tokens[2]))
    #expect(queue.remove(tokens[2]) == 2)
    #expect(queue.remove(tokens[2]) == nil)
    #expect(!queue.contains(tokens[2]))
    #expect(drained(&queue) == [0, 1, 3, 4])
    #expect(queue.remove(tokens[0]) == nil)
  }

  @Test func aTokenDoesNotNameTheNextEntryInItsPlace() {
    var queue = DeadlineQueue<Int>()
    let old = queue.insert(1, at: at(1))
    queue.remove(old)
    let new = queue.insert(2, at: at(2))
    #expect(old != new)
    #expect(!queue.contains(old))
    #expect(queue.move(old, to: at(9)) == false)
    #expect(queue.remove(old) == nil)
    #expect(queue.remove(new) == 2)
  }

  @Test func aMovedEntryComesOutAtItsNewPlace() {
    var queue = DeadlineQueue<String>()
    let first = queue.insert("a", at: at(1))
    _ = queue.insert("b", at: at(2))
    let last = queue.insert("c", at: at(3))
    #expect(queue.move(first, to: at(9)) == true)
    #expect(queue.move(last, to: at(0)) == true)
    #expect(queue.nextDeadline == at(0))
    #expect(drained(&queue) == ["c", "b", "a"])
    #expect(queue.move(first, to: at(1)) == false)
  }

  @Test func anEntryMovedToATakenDeadlineQueuesUpBehind() {
    var queue = DeadlineQueue<String>()
    let first = queue.insert("moved", at: at(5))
    _ = queue.insert("waiting", at: at(5))
    queue.move(first, to: at(5))
    #expect(drained(&queue) == ["waiting", "moved"])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func itBehavesLikeASortedList(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var queue = DeadlineQueue<Int>()
    var model: [(token: DeadlineQueue<Int>.Token, deadline: Int64, order: Int, value: Int)] = []
    for order in 0..<400 {
      let deadline = Int64.random(in: 0..<50, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where !model.isEmpty:
        let index = Int.random(in: 0..<model.count, using: &random)
        let entry = model.remove(at: index)
        #expect(queue.remove(entry.token) == entry.value)
      case 1 where !model.isEmpty:
        let index = Int.random(in: 0..<model.count, using: &random)
        model[index].deadline = deadline
        model[index].order = order
        #expect(queue.move(model[index].token, to: at(deadline)) == true)
      case 2:
        model.sort { ($0.deadline, $0.order) < ($1.deadline, $1.order) }
        let isDue = model.first.map { $0.deadline <= deadline } ?? false
        #expect(queue.popDue(at: at(deadline)) == (isDue ? model.removeFirst().value : nil))
      default:
        model.append((queue.insert(order, at: at(deadline)), deadline, order, order))
      }
      #expect(queue.count == model.count)
      #expect(queue.nextDeadline == model.map(\.deadline).min().map(at))
    }
    model.sort { ($0.deadline, $0.order) < ($1.deadline, $1.order) }
    #expect(drained(&queue) == model.map(\.value))
  }

  @Test func aRemovedElementIsLetGo() {
    final class Element {}
    var queue = DeadlineQueue<Element>()
    weak var element: Element?
    do {
      let strong = Element()
      element = strong
      queue.remove(queue.insert(strong, at: at(1)))
    }
    #expect(element == nil)
  }
}
